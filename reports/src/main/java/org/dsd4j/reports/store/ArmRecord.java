package org.dsd4j.reports.store;

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
 */
public record ArmRecord(
    ArmPath place,
    int attempt,
    RunSpec spec,
    Environment environment,
    List<Event> events,
    Optional<ArmResult> result,
    List<WeightHistogram> weights) {
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
   * The predicted classes of the test split. Read anew at each call, as {@link #sentences}.
   *
   * @return in the order of the file; empty when the arm kept none
   * @throws StoreException if the file is damaged
   */
  public List<Prediction> predictions() {
    return PredictionFile.read(place.predictions());
  }

  /**
   * The predicted sentences of the test split. Read anew at each call: kept in memory, the
   * sentences of a large store would take too much of it.
   *
   * @return in the order of the file; empty when the arm kept none
   * @throws StoreException if the file is damaged
   */
  public List<SentencePrediction> sentences() {
    return SentenceFile.read(place.sentences());
  }
}
