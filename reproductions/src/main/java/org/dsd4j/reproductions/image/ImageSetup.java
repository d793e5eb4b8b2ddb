package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.datasets.Augmentation;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.reports.record.Deviation;

/**
 * What differs between image rows and scales.
 *
 * @param network the network in a few words
 * @param newBlock makes the network
 * @param corpus the pictures
 * @param augmentation how training pictures are changed
 * @param augmentationName the same in words
 * @param batchSize the pictures in a batch
 * @param momentum the momentum of SGD, in [0, 1)
 * @param weightDecay the L2 penalty on every parameter
 * @param plan the plan of the DSD arm
 * @param figureLayer the parameter whose distribution is shown
 * @param settings further settings that decide what is computed
 * @param deviations the departures from the paper
 */
record ImageSetup(
    String network,
    Supplier<Block> newBlock,
    ImageCorpus corpus,
    Augmentation augmentation,
    String augmentationName,
    int batchSize,
    double momentum,
    double weightDecay,
    DsdPlan plan,
    String figureLayer,
    Map<String, String> settings,
    List<Deviation> deviations) {}
