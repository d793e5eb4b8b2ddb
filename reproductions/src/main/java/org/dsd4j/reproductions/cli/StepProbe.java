package org.dsd4j.reproductions.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reproductions.row.Experiment;

/**
 * A few real steps of the sparse phase, masks included, on the costliest of real batches: what they
 * cost in time and in memory.
 */
final class StepProbe {
  private static final int WARM_UP = 2;
  private static final int TIMED = 3;
  private static final int DATA_BATCHES = 2;

  private final Experiment experiment;
  private final Network network;
  private final PruningPolicy pruning;

  StepProbe(Experiment experiment, Network network, PruningPolicy pruning) {
    this.experiment = experiment;
    this.network = network;
    this.pruning = pruning;
  }

  /** Reads and prepares real batches; returns the time that one takes. */
  double secondsPerBatch() {
    long start = System.nanoTime();
    try (BatchStream stream = experiment.training(1).open(0, network.manager())) {
      for (int i = 0; i < DATA_BATCHES; i++) {
        try (NDManager passing = network.manager().newSubManager()) {
          stream.next(passing);
        }
      }
    }
    return (System.nanoTime() - start) / 1e9 / DATA_BATCHES;
  }

  /**
   * What steps of one batch size cost.
   *
   * @param batch the examples in a step
   * @param seconds of one step without the time waiting for data
   * @param peakBytes the most memory of the process so far; empty where the system does not tell
   */
  record Cost(int batch, double seconds, OptionalLong peakBytes) {}

  /**
   * Reads the first batch of a source as a run would.
   *
   * @throws org.dsd4j.datasets.DataException if it does not fit into the memory of Java
   */
  void requireReadable(BatchSource source) {
    try (NDManager scope = network.manager().newSubManager();
        BatchStream stream = source.open(0, network.manager())) {
      stream.next(scope);
    }
  }

  /** Trains a few steps on the first batch of a source, which has {@code size} examples. */
  Cost measure(BatchSource source, int size) {
    PlannedRate rate = new PlannedRate();
    long[] nanos = {0};
    DsdObserver clock =
        new DsdObserver() {
          @Override
          public void stepDone(Step step) {
            if (step.at().step() > WARM_UP) {
              nanos[0] += step.times().total() - step.times().data();
            }
          }
        };
    try (MaskedOptimizer optimizer = experiment.maskedOptimizer(rate, network.block())) {
      new DsdLoop(
              network,
              experiment.newLoss(),
              optimizer,
              rate,
              new Again(source),
              Evaluation.NONE,
              clock,
              LoopSettings.of(1))
          .run(
              DsdPlan.of(
                  new Phase.Sparse(
                      "probe",
                      Budget.steps(WARM_UP + TIMED),
                      LearningRate.constant(1e-9),
                      pruning)),
              DsdObserver.Position.START);
    }
    return new Cost(size, nanos[0] / 1e9 / TIMED, peakBytes());
  }

  /** The largest resident set of this process so far, which Linux keeps. */
  static OptionalLong peakBytes() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Serves one real batch again and again: the price of the data is another question. */
  private record Again(BatchSource source) implements BatchSource {
    @Override
    public long examples() {
      return source.examples();
    }

    @Override
    public long stepsPerEpoch() {
      return source.stepsPerEpoch();
    }

    @Override
    public BatchStream open(long globalStep, NDManager owner) {
      NDManager scope = owner.newSubManager();
      TrainingBatch batch;
      try (BatchStream stream = source.open(globalStep, owner)) {
        batch = stream.next(scope);
      }
      return new BatchStream() {
        @Override
        public TrainingBatch next(NDManager manager) {
          return new TrainingBatch(
              copy(batch.data(), manager), copy(batch.labels(), manager), batch.size());
        }

        @Override
        public void close() {
          scope.close();
        }
      };
    }

    private static NDList copy(NDList arrays, NDManager manager) {
      NDList copies = new NDList();
      for (NDArray array : arrays) {
        NDArray copy = array.duplicate();
        copy.attach(manager);
        copies.add(copy);
      }
      return copies;
    }
  }
}
