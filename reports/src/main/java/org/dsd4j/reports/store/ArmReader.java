package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;

/** Reads one arm's folder; damaged files become lines in {@code problems}. */
final class ArmReader {
  private final List<String> problems;

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
            ? Optional.of(readJson(place.result(), ArmResult.class))
            : Optional.empty();
    LineChain chain = LineChain.of(place.events(), run.spec().owner(), run.sealed());
    List<Event> events =
        attempt(() -> manifest.has(place.events()) ? EventLog.read(place.events(), chain) : null)
            .orElse(List.of());
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

  /** The manifest of a run; one that vouches for nothing while it runs, or of an older version. */
  static RecordManifest manifest(ArmPath place, RunFile run) {
    RecordManifest manifest = RecordManifest.read(place.path(), run.spec().owner());
    boolean ended = Files.exists(place.result());
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
      attempt(
              () ->
                  manifest.has(file) ? readSealed(file, WeightHistogram.class, run.sealed()) : null)
          .ifPresent(found::add);
    }
    return found;
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
    RunFile run = readWithFormat(file, RunFile.class);
    checkId(file, run.spec().id(), run.specId());
    return run;
  }

  /** A record that says which version wrote it. */
  static <T> T readWithFormat(Path file, Class<T> type) {
    byte[] bytes = bytes(file);
    JsonNode tree = parse(file, bytes, JsonNode.class);
    int format = tree.path("format").asInt();
    if (format < 1 || format > RunStore.FORMAT) {
      throw new StoreException(
          file
              + " has format "
              + format
              + ", this version reads 1 to "
              + RunStore.FORMAT
              + ": use the version that wrote it, or --out for another folder");
    }
    SealedJson.check(file, bytes, format >= RunStore.SEALED);
    return SealedJson.value(file, tree, type);
  }

  /** A record with a checksum of its own. */
  static <T> T readSealed(Path file, Class<T> type, boolean sealed) {
    byte[] bytes = bytes(file);
    SealedJson.check(file, bytes, sealed);
    return SealedJson.value(file, parse(file, bytes, JsonNode.class), type);
  }

  static void checkId(Path file, String now, String written) {
    if (!now.equals(written)) {
      throw new StoreException(
          file + " was changed by hand (its id no longer fits): restore it or move the run away");
    }
  }

  static <T> T readJson(Path file, Class<T> type) {
    return parse(file, bytes(file), type);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + " (" + e + ")", e);
    }
  }

  private static <T> T parse(Path file, byte[] bytes, Class<T> type) {
    try {
      return RecordJson.mapper().readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + " (" + e + ")", e);
    }
  }

  static StoreException damaged(Path file, JsonProcessingException e) {
    return new StoreException(
        file + " is damaged (" + EventLog.firstLine(e) + "): move that run away, it can be re-run",
        e);
  }
}
