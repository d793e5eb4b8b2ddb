package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RecordJson;

/** Reads {@code events.jsonl}, which a killed process may have left in any state. */
public final class EventLog {
  private EventLog() {}

  /**
   * Reads the lines that still hold. A last line without its line end is torn and left out. {@link
   * Event.Resumed} supersedes the earlier steps and evaluations of its phase at or beyond its step,
   * all earlier events of later phases, and an earlier end. A line that says the same thing again
   * (the same phase, or the same step of it) replaces the earlier one.
   *
   * @param file the event log; one that does not exist is empty
   * @return its events in the order in which they first happened
   * @throws StoreException if the file cannot be read, or a line in the middle is no event or was
   *     changed
   */
  public static List<Event> read(Path file) {
    return read(file, LineChain.of(file));
  }

  /** As above, and checks whose file it is. */
  static List<Event> read(Path file, LineChain chain) {
    Map<Key, Event> valid = new LinkedHashMap<>();
    int line = 0;
    for (String text : chain.check(LineFile.wholeLines(file))) {
      line++;
      Event event = parse(file, line, text);
      if (event instanceof Event.Resumed resumed) {
        valid.entrySet().removeIf(entry -> isSuperseded(entry.getValue(), resumed));
      }
      Key key = Key.of(event, line);
      if (event instanceof Event.Finished) {
        // Of a run that came to its end again, the last end counts.
        valid.remove(key);
      }
      valid.put(key, event);
    }
    return new ArrayList<>(valid.values());
  }

  private static Event parse(Path file, int line, String text) {
    try {
      return RecordJson.mapper().readValue(text, Event.class);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          file + ", line " + line + ", is no event (" + firstLine(e) + "): remove that line", e);
    }
  }

  static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("no reason given");
  }

  private static boolean isSuperseded(Event event, Event.Resumed resumed) {
    if (event instanceof Event.Diverged || event instanceof Event.Finished) {
      return true;
    }
    if (event instanceof Event.Step step) {
      return isBeyond(step.phaseIndex(), step.step(), resumed);
    }
    if (event instanceof Event.Evaluation evaluation) {
      return isBeyond(evaluation.phaseIndex(), evaluation.step(), resumed);
    }
    if (event instanceof Event.Phase phase) {
      return phase.phaseIndex() > resumed.phaseIndex();
    }
    return event instanceof Event.Masks masks && masks.phaseIndex() > resumed.phaseIndex();
  }

  private static boolean isBeyond(int phaseIndex, long step, Event.Resumed resumed) {
    return phaseIndex > resumed.phaseIndex()
        || (phaseIndex == resumed.phaseIndex() && step >= resumed.step());
  }

  /** What a line is about: two lines about the same thing are one fact. */
  private record Key(String kind, long phaseIndex, long step, String split) {
    static Key of(Event event, int line) {
      if (event instanceof Event.Phase phase) {
        return new Key("phase", phase.phaseIndex(), 0, "");
      }
      if (event instanceof Event.Masks masks) {
        return new Key("masks", masks.phaseIndex(), 0, "");
      }
      if (event instanceof Event.Step step) {
        return new Key("step", step.phaseIndex(), step.step(), "");
      }
      if (event instanceof Event.Evaluation evaluation) {
        return new Key(
            "evaluation", evaluation.phaseIndex(), evaluation.step(), evaluation.split());
      }
      return event instanceof Event.Finished
          ? new Key("finished", 0, 0, "")
          : new Key("line", line, 0, "");
    }
  }
}
