package org.dsd4j.reproductions.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dsd4j.djl.kit.ctc.CtcBatch;
import org.dsd4j.djl.kit.ctc.CtcGradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do the CTC loss and its gradient take for 32 utterances of 300 frames, 29 symbols and 60
 * labels? The least of many is the figure where others use the machine: {@code ctc_speed.py} among
 * the parity scripts of dsd-djl takes it of torch in the same way.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CtcBenchmark {
  private static final int UTTERANCES = 32;
  private static final int FRAMES = 300;
  private static final int SYMBOLS = 29;
  private static final int LABELS = 60;

  /** The threads that compute. */
  @Param({"1", "2"})
  public int threads;

  /** The deviation of the logits: 1 as before training, 20 as of a network that is sure. */
  @Param({"1", "20"})
  public float deviation;

  private final FloatBuffer logits = floats();
  private final FloatBuffer gradient = floats();
  private CtcGradient ctc;
  private CtcBatch batch;

  /** Draws logits and labels. */
  @Setup
  public void make() {
    Random random = new Random(1);
    for (int i = 0; i < logits.limit(); i++) {
      logits.put(i, deviation * (float) random.nextGaussian());
    }
    List<int[]> labels = new ArrayList<>();
    for (int i = 0; i < UTTERANCES; i++) {
      labels.add(random.ints(LABELS, 1, SYMBOLS).toArray());
    }
    int[] frames = new int[UTTERANCES];
    Arrays.fill(frames, FRAMES);
    batch = new CtcBatch(FRAMES, SYMBOLS, frames, labels);
    ctc = new CtcGradient(0, threads);
  }

  /** Loss and gradient. */
  @Benchmark
  public double[] lossAndGradient() {
    return ctc.compute(logits, batch, gradient, 1.0 / UTTERANCES);
  }

  private static FloatBuffer floats() {
    return ByteBuffer.allocateDirect(UTTERANCES * FRAMES * SYMBOLS * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
