package org.dsd4j.djl.kit.conformance;

import java.util.List;
import java.util.stream.Stream;

/** The list of capabilities. */
final class Capabilities {
  /** Those that rows need. */
  private static final List<Capability> OF_SUITE =
      List.of(
          new Capability("arithmetic", "array operations of the suite", ArrayChecks::operations),
          new Capability("shapes", "joins, splits and turns arrays", ArrayChecks::shapes),
          new Capability("in-place", "writes arrays in place", ArrayChecks::inPlace),
          new Capability("gradients", "gradients of the operations", GradientChecks::operations),
          new Capability(
              "convolutions", "convolutions on poisoned memory", GradientChecks::convolutions),
          new Capability("blocks", "gradients of every block", GradientChecks::blocks),
          new Capability("batch-norm", "batch normalisation in training", NormChecks::training),
          new Capability("running-mean", "running mean of batches", NormChecks::runningMean),
          new Capability(
              "running-variance", "unbiased running variance of batches", NormChecks::variance),
          new Capability("recurrence", "sequences of several lengths", SequenceChecks::recurrence),
          new Capability("ctc", "CTC loss and gradient", SequenceChecks::ctc),
          new Capability("masks", "masks and thresholds, bit for bit", TrainingChecks::masks),
          new Capability("pruned-stay", "pruned weights stay zero", TrainingChecks::prunedStay),
          new Capability("optimizers", "optimizers as plain Java", TrainingChecks::optimizers),
          new Capability("checkpoints", "checkpoints of another engine", StateChecks::checkpoint),
          new Capability("seeds", "same seed, same bits", StateChecks::seeds),
          new Capability("memory", "native memory is given back", StateChecks::memory));

  /** Those that no row uses, but networks of users may. */
  static final List<Capability> OF_DJL =
      List.of(
          new Capability("djl-lstm", "DJL's LSTM of any size, in no row", LayerChecks::lstm),
          new Capability("djl-gru", "DJL's GRU of any size, in no row", LayerChecks::gru),
          new Capability(
              "djl-stacked", "DJL's LSTM and GRU of two layers, in no row", LayerChecks::stacked),
          new Capability(
              "djl-conv", "DJL's Conv2d of any channels, in no row", LayerChecks::convolutions));

  static final List<Capability> ALL = Stream.concat(OF_SUITE.stream(), OF_DJL.stream()).toList();

  private Capabilities() {}
}
