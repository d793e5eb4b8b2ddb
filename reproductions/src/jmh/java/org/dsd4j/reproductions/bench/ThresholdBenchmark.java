package org.dsd4j.reproductions.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.ParameterKind;
import org.dsd4j.api.pruning.Prunable;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
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

/** How long does it take to find the threshold of one weight tensor and to write its mask? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class ThresholdBenchmark {
  private static final Sparsity SPARSITY = Sparsity.of(0.30);

  /** The number of weights. */
  @Param({"25000000", "100000000"})
  public int weights;

  private FloatBuffer values;

  private record Tensor(FloatBuffer values) implements Prunable {
    @Override
    public String path() {
      return "weight";
    }

    @Override
    public long[] shape() {
      return new long[] {values.remaining()};
    }

    @Override
    public ParameterKind kind() {
      return ParameterKind.WEIGHT;
    }
  }

  /**
   * Fills direct memory, as an engine's would be, with weights that look like a trained layer's.
   */
  @Setup
  public void fill() {
    values =
        ByteBuffer.allocateDirect(weights * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < weights; i++) {
      // The sum of three uniform numbers is close enough to a bell.
      double bell = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      values.put(i, (float) (0.05 * bell));
    }
  }

  /** The product's way: a radix selection, and the mask. */
  @Benchmark
  public MaskSet select() {
    return PruningPolicy.perLayer(SPARSITY).prune(List.of(new Tensor(values)));
  }

  /** Algorithm 1 by the letter, as far as the threshold: sort(|W|), take the k-th. No mask yet. */
  @Benchmark
  public float sort() {
    float[] magnitudes = new float[weights];
    for (int i = 0; i < weights; i++) {
      magnitudes[i] = Math.abs(values.get(i));
    }
    Arrays.sort(magnitudes);
    return magnitudes[(int) (weights - SPARSITY.kept(weights))];
  }
}
