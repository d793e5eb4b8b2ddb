package org.dsd4j.reproductions.speech;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.kit.ctc.CtcLoss;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reproductions.network.DeepSpeech;
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
 * A step of DeepSpeech in the real loop: 20 utterances of 200 to 295 frames, 161 bins, 25 to 44
 * letters. {@code src/test/parity/speech_speed.py} is the same in Python.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(1)
public class SpeechStepBenchmark {
  private static final int STEPS = 5;
  private static final int BATCH = 20;
  private static final int BINS = 161;

  /** Threads of one operation. */
  @Param({"1", "2"})
  public int threads;

  /** Units of a layer: the embedded scale's and the paper's. */
  @Param({"128", "1024"})
  public int width;

  private Network network;
  private MaskedOptimizer optimizer;
  private PlannedRate rate;
  private UtteranceBatch batch;

  /** Makes the network and the utterances. */
  @Setup
  public void make() {
    EngineStart.start("PyTorch", threads);
    batch = utterances();
    DeepSpeech block = new DeepSpeech(width, Letters.COUNT);
    network =
        Network.initialize(block, "PyTorch", Device.cpu(), 1, new Shape(1, 1, BINS), new Shape(1));
    rate = new PlannedRate();
    MomentumSgd solver =
        MomentumSgd.builder()
            .setLearningRateTracker(rate)
            .optMomentum(0.9f)
            .optNesterov(true)
            .build();
    optimizer = new MaskedOptimizer(solver, block);
  }

  private static UtteranceBatch utterances() {
    Random random = new Random(1);
    int time = 200 + 5 * (BATCH - 1);
    int[] frames = new int[BATCH];
    float[] values = new float[time * BATCH * BINS];
    List<int[]> codes = new ArrayList<>();
    int[] indices = new int[BATCH];
    for (int b = 0; b < BATCH; b++) {
      frames[b] = 200 + 5 * b;
      indices[b] = b;
      codes.add(random.ints(25 + b, 1, Letters.COUNT).toArray());
      for (int t = 0; t < frames[b]; t++) {
        for (int i = 0; i < BINS; i++) {
          values[(t * BATCH + b) * BINS + i] = (float) random.nextGaussian();
        }
      }
    }
    return new UtteranceBatch(indices, frames, values, codes);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    optimizer.close();
    network.close();
  }

  /**
   * Trains some steps.
   *
   * @return where they ended
   */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public DsdObserver.Position step() {
    DsdPlan plan =
        DsdPlan.of(new Phase.Dense("dense", Budget.steps(STEPS), LearningRate.constant(1e-6)));
    return new DsdLoop(
            network,
            new CtcLoss(Letters.BLANK, threads),
            optimizer,
            rate,
            new Again(),
            Evaluation.NONE,
            new DsdObserver() {},
            LoopSettings.of(1).boundingNorm(OptionalDouble.of(400)))
        .run(plan, DsdObserver.Position.START);
  }

  /** The same batch each time. */
  private final class Again implements BatchSource {
    @Override
    public long examples() {
      return BATCH;
    }

    @Override
    public long stepsPerEpoch() {
      return 1;
    }

    @Override
    public BatchStream open(long globalStep, NDManager owner) {
      return new BatchStream() {
        @Override
        public TrainingBatch next(NDManager manager) {
          return batch.arrays(manager);
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }
}
