package org.dsd4j.reproductions.bench;

import ai.djl.Device;
import java.util.concurrent.TimeUnit;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.StepTimes;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.Scale;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Where does the time of a step of the embedded ResNet-18 go, dense and sparse? The parts are
 * counted in microseconds a step.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class StepBenchmark {
  private static final int STEPS = 20;

  /** Which kind of phase. */
  @Param({"dense", "sparse"})
  public String phase;

  private Experiment experiment;
  private Network network;
  private MaskedOptimizer optimizer;
  private PlannedRate rate;
  private DsdPlan plan;

  /** The parts of a step, as sums over the steps of an iteration. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Parts {
    /** Waiting for the batch and making its arrays, microseconds. */
    public long data;

    /** Forward pass and loss, microseconds. */
    public long forward;

    /** Backward pass, microseconds. */
    public long backward;

    /** Optimizer without the mask, microseconds. */
    public long update;

    /** The mask, microseconds. */
    public long mask;

    /** Steps taken. */
    public long steps;

    void add(StepTimes times) {
      data += times.data() / 1000;
      forward += times.forward() / 1000;
      backward += times.backward() / 1000;
      update += times.update() / 1000;
      mask += times.mask() / 1000;
      steps++;
    }
  }

  /** Makes the row at its embedded scale. */
  @Setup
  public void make() {
    EngineStart.start("PyTorch", Runtime.getRuntime().availableProcessors());
    experiment = Row.find("resnet18").prepare(Request.of(Scale.EMBEDDED));
    network =
        Network.initialize(
            experiment.newBlock(), "PyTorch", Device.cpu(), 1, experiment.inputShapes());
    rate = new PlannedRate();
    optimizer = experiment.maskedOptimizer(rate, network.block());
    Budget budget = Budget.steps(STEPS);
    LearningRate slow = LearningRate.constant(1e-4);
    plan =
        DsdPlan.of(
            phase.equals("dense")
                ? new Phase.Dense("dense", budget, slow)
                : new Phase.Sparse(
                    "sparse", budget, slow, PruningPolicy.perLayer(Sparsity.of(0.30))));
  }

  /**
   * Twenty steps of the real loop, the making of the masks included where there are any.
   *
   * @param parts where the time goes
   */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void step(Parts parts) {
    DsdObserver observer =
        new DsdObserver() {
          @Override
          public void stepDone(Step done) {
            parts.add(done.times());
          }
        };
    new DsdLoop(
            network,
            experiment.newLoss(),
            optimizer,
            rate,
            experiment.training(1),
            Evaluation.NONE,
            observer,
            LoopSettings.of(1))
        .run(plan, DsdObserver.Position.START);
  }

  /** Frees native memory. */
  @TearDown
  public void free() {
    optimizer.close();
    network.close();
  }
}
