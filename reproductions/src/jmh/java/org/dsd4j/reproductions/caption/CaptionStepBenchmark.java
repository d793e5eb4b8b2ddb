package org.dsd4j.reproductions.caption;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.optimizer.RmsProp;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reproductions.caption.PackedSentences.Pair;
import org.dsd4j.reproductions.network.NeuralTalk;
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
 * A step of the full-width caption model in the real loop: batch 100, features of 4,096 values,
 * vocabulary of 2,538, sentences of 5 to 18 words. {@code src/test/parity/neuraltalk_speed.py} is
 * the same in Python.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class CaptionStepBenchmark {
  private static final int STEPS = 10;
  private static final int BATCH = 100;
  private static final int IMAGE = 4096;
  private static final int VOCABULARY = 2538;

  /** Threads of one operation. */
  @Param({"1", "2"})
  public int threads;

  private Network network;
  private MaskedOptimizer optimizer;
  private PlannedRate rate;
  private CaptionBatchSource source;

  /** Makes the model and the sentences. */
  @Setup
  public void make() {
    EngineStart.start("PyTorch", threads);
    Random random = new Random(1);
    float[] values = new float[BATCH * IMAGE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    FeatureTable features = new FeatureTable(IMAGE, IntStream.range(0, BATCH).toArray(), values);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      pairs.add(new Pair(i, random.ints(5 + i * 7 % 14, 1, VOCABULARY).toArray()));
    }
    source = new CaptionBatchSource(pairs, features, BATCH, 1);
    NeuralTalk model = new NeuralTalk(256, new float[VOCABULARY], 0.5);
    network =
        Network.initialize(
            model, "PyTorch", Device.cpu(), 1, new Shape(1, IMAGE), new Shape(1), new Shape(1));
    rate = new PlannedRate();
    RmsProp rmsProp =
        RmsProp.builder()
            .setLearningRateTracker(rate)
            .optWeightDecays(1e-10f)
            .optClipGrad(5)
            .build();
    optimizer = new MaskedOptimizer(rmsProp, model);
  }

  /** Frees the model. */
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
            new SentenceLoss(),
            optimizer,
            rate,
            source,
            Evaluation.NONE,
            new DsdObserver() {},
            LoopSettings.of(1))
        .run(plan, DsdObserver.Position.START);
  }
}
