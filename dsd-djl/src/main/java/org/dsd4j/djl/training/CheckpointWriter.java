package org.dsd4j.djl.training;

import java.util.function.LongSupplier;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;

/** Writes the checkpoints that the settings of a loop ask for, if they do. */
final class CheckpointWriter {
  private final Network network;
  private final MaskedOptimizer optimizer;
  private final LoopSettings settings;
  private final LongSupplier clock;
  private long last;

  CheckpointWriter(Network network, MaskedOptimizer optimizer, LoopSettings settings) {
    this.network = network;
    this.optimizer = optimizer;
    this.settings = settings;
    clock = settings.clock();
    last = clock.getAsLong();
  }

  /** Writes one if the last one is long enough ago. */
  void writeIfDue(Position at) {
    if (settings.checkpoint().isPresent()
        && clock.getAsLong() - last >= settings.checkpointEvery().toNanos()) {
      write(at);
    }
  }

  /** Writes one. */
  void write(Position at) {
    if (settings.checkpoint().isEmpty()) {
      return;
    }
    // Java closes the file of a thread that is interrupted, and a checkpoint has to be complete.
    boolean interrupted = Thread.interrupted();
    Checkpoint.of(network, optimizer, at, settings.fingerprint())
        .write(settings.checkpoint().get());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    last = clock.getAsLong();
  }
}
