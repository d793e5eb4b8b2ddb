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

  /** Empty, with a line in the problems, when the run cannot be used. */
  Optional<ArmRecord> read(ArmPath place) {
    Optional<RunFile> run = attempt(() -> readRun(place.run()));
    if (run.isEmpty() || !standsWhereItBelongs(place, run.get().spec())) {
      return Optional.empty();
    }
    return attempt(() -> record(place, run.get()));
  }

  /** A run without its result, or with another one, is left out; other files are parts of it. */
  private ArmRecord record(ArmPath place, RunFile run) {
    RecordManifest manifest = manifest(place, run);
    Optional<ArmResult> result =
        manifest.has(place.result())
            ? Optional.of(readJson(place.result(), RecordKind.RESULT, ArmResult.class))
            : Optional.empty();
    LineChain chain = LineChain.of(place.events(), run.spec().owner(), run.sealed());
    List<Event> events =
        attempt(() -> manifest.has(place.events()) ? readEvents(place, run.spec(), chain) : null)
            .filter(read -> fits(place.events(), read.size()))
            .orElse(List.of());
    result.ifPresent(one -> RecordCheck.result(place.result(), run.spec(), events, one));
    if (run.sealed() && !RecordFile.isThere(place.events()) && !manifest.exists()) {
      problems.add(
          place.events()
              + " is missing, which every run has from its start: bring it back, or run the row again");
    }
    if (result.isEmpty() && events.stream().anyMatch(Event.Finished.class::isInstance)) {
      throw withoutResult(place);
    }
    return new ArmRecord(
        place,
        SeedName.parse(place.seed().name()).orElseThrow().attempt(),
        run.spec(),
        run.environment(),
        events,
        result,
        readWeights(place, run, manifest),
        manifest);
  }

  private static List<Event> readEvents(ArmPath place, RunSpec spec, LineChain chain) {
    return RecordCheck.events(place.events(), spec, EventLog.read(place.events(), chain));
  }

  /** The manifest of a run; one that vouches for nothing while it runs, or of an older version. */
  static RecordManifest manifest(ArmPath place, RunFile run) {
    RecordManifest manifest = RecordManifest.read(place.path(), run.spec().owner());
    boolean ended = RecordFile.isThere(place.result());
    if (ended && run.sealed() && !manifest.exists()) {
      throw new StoreException(
          place.manifest()
              + " is missing, so nothing vouches for the files of that finished run: bring it back,"
              + " or move the folder away and run it again");
    }
    if (!ended && manifest.exists()) {
      throw withoutResult(place);
    }
    return manifest;
  }

  private static StoreException withoutResult(ArmPath place) {
    return new StoreException(
        place.result()
            + " is missing, although the run came to its end: bring it back, or run the row again,"
            + " which makes it again");
  }

  private List<WeightHistogram> readWeights(ArmPath place, RunFile run, RecordManifest manifest) {
    List<WeightHistogram> found = new ArrayList<>();
    for (String moment : WeightHistogram.MOMENTS) {
      Path file = place.weights(moment);
      attempt(() -> manifest.has(file) ? readWeights(file, moment, run.sealed()) : null)
          .ifPresent(found::add);
    }
    return found;
  }

  private static WeightHistogram readWeights(Path file, String moment, boolean sealed) {
    WeightHistogram read = readWeights(file, sealed);
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
      return Optional.ofNullable(reading.get());
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

  /** A specification of a format that this version knows. */
  static <T> T readSpec(Path file, Class<T> type) {
    byte[] json = RecordFile.bytes(file, RecordKind.SPEC);
    int format = parse(file, json, ArmReader::format);
    if (format < 1 || format > RunStore.FORMAT) {
      throw new StoreException(
          file
              + " has format "
              + format
              + ", this version reads 1 to "
              + RunStore.FORMAT
              + ": use the version that wrote it, or --out for another folder");
    }
    SealedJson.check(file, json, format >= RunStore.SEALED);
    return parse(file, json, bytes -> SealedJson.read(bytes, type));
  }

  /** The histogram of one moment. */
  static WeightHistogram readWeights(Path file, boolean sealed) {
    return readSealed(file, RecordKind.WEIGHTS, WeightHistogram.class, sealed);
  }

  /** A record with a checksum of its own. */
  static <T> T readSealed(Path file, RecordKind kind, Class<T> type, boolean sealed) {
    byte[] json = RecordFile.bytes(file, kind);
    SealedJson.check(file, json, sealed);
    return parse(file, json, bytes -> SealedJson.read(bytes, type));
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
