package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.record.RecordLimits;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;

/** Reads one arm's folder; damaged files become lines in {@code problems}. */
final class ArmReader {
  private final List<String> problems;
  private int eventsKept;

  ArmReader(List<String> problems) {
    this.problems = problems;
  }

  /** Empty, with a line in the problems, when run.json itself cannot be used. */
  Optional<ArmRecord> read(ArmPath place) {
    Optional<RunFile> run = attempt(() -> readRun(place.run()));
    if (run.isEmpty() || !standsWhereItBelongs(place, run.get().spec())) {
      return Optional.empty();
    }
    RunSpec spec = run.get().spec();
    List<Event> events =
        attempt(() -> RecordCheck.events(place.events(), spec, EventLog.read(place.events())))
            .filter(read -> fits(place.events(), read.size()))
            .orElse(List.of());
    return Optional.of(
        new ArmRecord(
            place,
            SeedName.parse(place.seed().name()).orElseThrow().attempt(),
            spec,
            run.get().environment(),
            events,
            readResult(place, spec, events),
            readWeights(place)));
  }

  private Optional<ArmResult> readResult(ArmPath place, RunSpec spec, List<Event> events) {
    Path file = place.result();
    return RecordFile.isThere(file)
        ? attempt(
            () ->
                RecordCheck.result(
                    file, spec, events, readJson(file, RecordKind.RESULT, ArmResult.class)))
        : Optional.empty();
  }

  private List<WeightHistogram> readWeights(ArmPath place) {
    List<WeightHistogram> found = new ArrayList<>();
    for (String moment : WeightHistogram.MOMENTS) {
      Path file = place.weights(moment);
      if (RecordFile.isThere(file)) {
        attempt(() -> readWeights(file, moment)).ifPresent(found::add);
      }
    }
    return found;
  }

  private static WeightHistogram readWeights(Path file, String moment) {
    WeightHistogram read = readJson(file, RecordKind.WEIGHTS, WeightHistogram.class);
    if (!read.moment().equals(moment)) {
      throw new StoreException(
          file + " holds the histogram of moment " + read.moment() + ": move it back");
    }
    return read;
  }

  /** The logs of all runs are kept while a report is made, so they are bounded together too. */
  private boolean fits(Path file, int events) {
    if (eventsKept + events > RecordLimits.STORE_EVENTS) {
      problems.add(
          file
              + " is left out: the event logs of one store may have "
              + RecordLimits.STORE_EVENTS
              + " lines together; report fewer runs at once");
      return false;
    }
    eventsKept += events;
    return true;
  }

  private <T> Optional<T> attempt(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (StoreException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }

  private boolean standsWhereItBelongs(ArmPath place, RunSpec spec) {
    SeedKey key = SeedKey.of(spec);
    boolean right = place.name().equals(spec.arm()) && key.isAt(place.seed());
    if (!right) {
      problems.add(
          place.path()
              + " holds a run of another place ("
              + key.holding(spec.arm())
              + "): move it back");
    }
    return right;
  }

  /** Checks the format before the content, so that a newer file is called newer, not damaged. */
  static RunFile readRun(Path file) {
    RunFile run = readSpec(file, RunFile.class);
    checkId(file, run.spec().id(), run.specId());
    return run;
  }

  /** A specification of this version's format. */
  static <T> T readSpec(Path file, Class<T> type) {
    byte[] json = RecordFile.bytes(file, RecordKind.SPEC);
    int format = parse(file, json, ArmReader::format);
    if (format != RunStore.FORMAT) {
      throw new StoreException(
          file
              + " has format "
              + format
              + ", this version reads "
              + RunStore.FORMAT
              + ": use the version that wrote it, or --out for another folder");
    }
    return parse(file, json, bytes -> RecordJson.mapper().readValue(bytes, type));
  }

  /** Looked for without building the rest; 0 where none is named. */
  private static int format(byte... json) throws IOException {
    try (JsonParser parser = RecordJson.mapper().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return 0;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("format")) {
          return value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
        }
        parser.skipChildren();
      }
      return 0;
    }
  }

  static void checkId(Path file, String now, String written) {
    if (!now.equals(written)) {
      throw new StoreException(
          file + " was changed by hand (its id no longer fits): restore it or move the run away");
    }
  }

  static <T> T readJson(Path file, RecordKind kind, Class<T> type) {
    return parse(
        file, RecordFile.bytes(file, kind), bytes -> RecordJson.mapper().readValue(bytes, type));
  }

  private interface Parsing<T> {
    T of(byte... json) throws IOException;
  }

  private static <T> T parse(Path file, byte[] json, Parsing<T> parsing) {
    try {
      return Objects.requireNonNull(parsing.of(json), "null");
    } catch (JsonProcessingException e) {
      throw damaged(file, EventLog.firstLine(e), e);
    } catch (IOException | NullPointerException e) {
      // Bytes that are no text of any encoding, or a file that holds the word null.
      throw damaged(file, "it is no record: " + e.getMessage(), e);
    }
  }

  private static StoreException damaged(Path file, String why, Exception e) {
    return new StoreException(
        file + " is damaged (" + why + "): move that run away, it can be re-run", e);
  }
}
