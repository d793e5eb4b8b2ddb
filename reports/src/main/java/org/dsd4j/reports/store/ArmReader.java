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

  /** Empty, with a line in the problems, when run.json itself cannot be used. */
  Optional<ArmRecord> read(ArmPath place) {
    Optional<RunFile> run = attempt(() -> readRun(place.run()));
    if (run.isEmpty() || !standsWhereItBelongs(place, run.get().spec())) {
      return Optional.empty();
    }
    List<Event> events = attempt(() -> EventLog.read(place.events())).orElse(List.of());
    return Optional.of(
        new ArmRecord(
            place,
            SeedName.parse(place.seed().name()).orElseThrow().attempt(),
            run.get().spec(),
            run.get().environment(),
            events,
            readIfThere(place.result(), ArmResult.class),
            readWeights(place)));
  }

  private List<WeightHistogram> readWeights(ArmPath place) {
    List<WeightHistogram> found = new ArrayList<>();
    for (String moment : WeightHistogram.MOMENTS) {
      readIfThere(place.weights(moment), WeightHistogram.class).ifPresent(found::add);
    }
    return found;
  }

  private <T> Optional<T> readIfThere(Path file, Class<T> type) {
    return Files.exists(file) ? attempt(() -> readJson(file, type)) : Optional.empty();
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
    checkFormat(file);
    RunFile run = readJson(file, RunFile.class);
    checkId(file, run.spec().id(), run.specId());
    return run;
  }

  static void checkFormat(Path file) {
    JsonNode tree = readJson(file, JsonNode.class);
    int format = tree.path("format").asInt();
    if (format != RunStore.FORMAT) {
      throw new StoreException(
          file
              + " has format "
              + format
              + ", this version reads "
              + RunStore.FORMAT
              + ": use the version that wrote it, or --out for another folder");
    }
  }

  static void checkId(Path file, String now, String written) {
    if (!now.equals(written)) {
      throw new StoreException(
          file + " was changed by hand (its id no longer fits): restore it or move the run away");
    }
  }

  static <T> T readJson(Path file, Class<T> type) {
    try {
      return RecordJson.mapper().readValue(Files.readAllBytes(file), type);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          file
              + " is damaged ("
              + EventLog.firstLine(e)
              + "): move that run away, it can be re-run",
          e);
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + " (" + e + ")", e);
    }
  }
}
