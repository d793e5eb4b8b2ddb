package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.row.InitialWeights;

/**
 * An image row at a scale, settled.
 *
 * @param network the network in a few words
 * @param newBlock makes the network
 * @param corpus the pictures
 * @param standardization mean and deviation of each channel
 * @param recipe how it is trained, with the plan as it was asked for
 * @param figureLayer the parameter whose distribution is shown
 * @param initialWeights what takes the place of the dense phase
 * @param settings further settings that decide what is computed
 * @param deviations the departures from the paper
 */
record ImageSetup(
    String network,
    Supplier<Block> newBlock,
    ImageCorpus corpus,
    Standardization standardization,
    Recipe recipe,
    String figureLayer,
    Optional<InitialWeights> initialWeights,
    Map<String, String> settings,
    List<Deviation> deviations) {
  /** How many training pictures the standardisation of a corpus is measured on. */
  static final int STANDARDIZE_BY = 10_000;
}
