package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RecordJson;

/** Reads {@code events.jsonl}, which a killed process may have left in any state. */
public final class EventLog {
  private static final Comparator<Event.Resumed> RESUMPTION =
      Comparator.comparingInt(Event.Resumed::phaseIndex).thenComparingLong(Event.Resumed::step);

  /** A quote inside of a text has a backslash before it, so this is never a part of one. */
  private static final Pattern CLOCK =
      Pattern.compile("[{,]\"" + Event.CLOCK + "\":(\\d{1,18})[,}]");

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
    return readTimed(file, chain).stream().map(TimedEvent::event).toList();
  }

  /**
   * Reads the lines that still hold, as {@link #read} does, each with the reading of its writer's
   * clock.
   *
   * @param file the event log; one that does not exist is empty
   * @return its events in the order in which they first happened
   * @throws StoreException if the file cannot be read, or a line in the middle is no event or was
   *     changed
   */
  public static List<TimedEvent> readTimed(Path file) {
    return readTimed(file, LineChain.of(file));
  }

  private static List<TimedEvent> readTimed(Path file, LineChain chain) {
    List<TimedEvent> all = new ArrayList<>();
    LineFile.wholeLines(
        file,
        RecordKind.EVENTS,
        (line, text) -> {
          String json = chain.check(text);
          all.add(new TimedEvent(parse(file, line, json), clock(json)));
        });
    return valid(all);
  }

  private static List<TimedEvent> valid(List<TimedEvent> all) {
    BitSet superseded = superseded(all);
    Map<Key, TimedEvent> valid = new LinkedHashMap<>();
    for (int i = superseded.nextClearBit(0); i < all.size(); i = superseded.nextClearBit(i + 1)) {
      Event event = all.get(i).event();
      Key key = Key.of(event, i);
      if (event instanceof Event.Finished) {
        // Of a run that came to its end again, the last end counts.
        valid.remove(key);
      }
      valid.put(key, all.get(i));
    }
    return new ArrayList<>(valid.values());
  }

  /** One pass from the end: of all later resumptions the one from the earliest step decides. */
  private static BitSet superseded(List<TimedEvent> all) {
    BitSet superseded = new BitSet(all.size());
    Optional<Event.Resumed> earliest = Optional.empty();
    for (int i = all.size() - 1; i >= 0; i--) {
      Event event = all.get(i).event();
      superseded.set(i, earliest.isPresent() && isSuperseded(event, earliest.get()));
      if (event instanceof Event.Resumed resumed
          && (earliest.isEmpty() || RESUMPTION.compare(resumed, earliest.get()) < 0)) {
        earliest = Optional.of(resumed);
      }
    }
    return superseded;
  }

  /** A line that is an event is an object; older ones say no time. */
  private static OptionalLong clock(String text) {
    Matcher found = CLOCK.matcher(text);
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }

  private static Event parse(Path file, int line, String text) {
    try {
      Event event = RecordJson.mapper().readValue(text, Event.class);
      if (event == null) {
        throw new StoreException(file + ", line " + line + ", is no event: remove that line");
      }
      return event;
    } catch (JsonProcessingException e) {
      throw new StoreException(
          file + ", line " + line + ", is no event (" + firstLine(e) + "): remove that line", e);
    }
  }

  /** In the words of the record where it refused itself, else in those of the parser. */
  static String firstLine(JsonProcessingException e) {
    String own =
        e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null
            ? refused.getMessage()
            : e.getOriginalMessage();
    return own.lines().findFirst().orElse("no reason given");
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
