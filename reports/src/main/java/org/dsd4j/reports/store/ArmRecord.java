package org.dsd4j.reports.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;

/**
 * The content of an arm's folder.
 *
 * @param place where it lies
 * @param attempt 1 for the folder {@code <seed>}, 2 for {@code <seed>.2}, and so on
 * @param spec what was to be run
 * @param environment where it ran
 * @param events the event log with superseded lines left out, see {@link EventLog#read}
 * @param result what came out; empty while it runs or when it was broken off
 * @param weights histograms by moment, in the order of {@link WeightHistogram#MOMENTS}
 * @param manifest what vouches for its files
 */
public record ArmRecord(
    ArmPath place,
    int attempt,
    RunSpec spec,
    Environment environment,
    List<Event> events,
    Optional<ArmResult> result,
    List<WeightHistogram> weights,
    RecordManifest manifest) {
  /** Copies the lists. */
  public ArmRecord {
    events = List.copyOf(events);
    weights = List.copyOf(weights);
  }

  /**
   * Reads what was to be run in a folder, wherever the folder lies now.
   *
   * @param place the folder of one arm
   * @return the specification
   * @throws StoreException if {@link ArmPath#run} is missing or cannot be used
   */
  public static RunSpec specIn(ArmPath place) {
    return ArmReader.readRun(place.run()).spec();
  }

  /**
   * Whether the files of a run say whose they are, which those of older versions do not.
   *
   * @param place the folder of one arm
   * @throws StoreException if {@link ArmPath#run} is missing or cannot be used
   */
  public static boolean isSealed(ArmPath place) {
    return ArmReader.readRun(place.run()).sealed();
  }

  /**
   * Reads what came out of a run, wherever its folder lies now.
   *
   * @param place the folder of one arm
   * @return empty while there is no result
   * @throws StoreException if a file is damaged, or not the one that was written
   */
  public static Optional<ArmResult> resultIn(ArmPath place) {
    if (!RecordFile.isThere(place.result())) {
      return Optional.empty();
    }
    ArmReader.manifest(place, ArmReader.readRun(place.run())).has(place.result());
    return Optional.of(ArmReader.readJson(place.result(), RecordKind.RESULT, ArmResult.class));
  }

  /**
   * Reads the histogram of a moment from a folder, whether its run has finished or not.
   *
   * @param place the folder of one arm
   * @param moment one of {@link WeightHistogram#MOMENTS}
   * @return the histogram; empty when the arm kept none
   * @throws StoreException if a file is missing, damaged or of another run
   */
  public static Optional<WeightHistogram> weightsIn(ArmPath place, String moment) {
    RunFile run = ArmReader.readRun(place.run());
    Path file = place.weights(moment);
    boolean there =
        RecordFile.isThere(place.result())
            ? ArmReader.manifest(place, run).has(file)
            : RecordFile.isThere(file);
    return there ? Optional.of(ArmReader.readWeights(file, run.sealed())) : Optional.empty();
  }

  /**
   * The predicted classes of the test split. Read anew at each call, as {@link #sentences}.
   *
   * @return in the order of the file; empty when the arm kept none
   * @throws StoreException if the file is damaged, or not the one that was written
   */
  public List<Prediction> predictions() {
    Path file = place.predictions();
    return manifest.has(file) ? PredictionFile.read(file) : List.of();
  }

  /**
   * The predicted sentences of the test split. Read anew at each call: kept in memory, the
   * sentences of a large store would take too much of it.
   *
   * @return in the order of the file; empty when the arm kept none
   * @throws StoreException if the file is damaged, or not the one that was written
   */
  public List<SentencePrediction> sentences() {
    Path file = place.sentences();
    return manifest.has(file) ? SentenceFile.read(file) : List.of();
  }
}
