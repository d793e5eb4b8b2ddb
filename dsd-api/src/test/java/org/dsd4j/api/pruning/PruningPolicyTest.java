package org.dsd4j.api.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dsd4j.api.Sparsity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PruningPolicyTest {
  private record Values(String path, ParameterKind kind, FloatBuffer values) implements Prunable {
    @Override
    public long[] shape() {
      return new long[] {values.remaining()};
    }
  }

  private static Values weight(String path, float... data) {
    return new Values(path, ParameterKind.WEIGHT, FloatBuffer.wrap(data));
  }

  /** The kept set by definition: sort by magnitude, then by index, and take the first. */
  private static boolean[] byDefinition(float[] data, long keep) {
    boolean[] kept = new boolean[data.length];
    IntStream.range(0, data.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -Math.abs((double) data[i]))
                .thenComparingInt(i -> i))
        .limit(keep)
        .forEach(i -> kept[i] = true);
    return kept;
  }

  private static boolean[] bits(Mask mask) {
    boolean[] bits = new boolean[mask.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = mask.keeps(i);
    }
    return bits;
  }

  static List<float[]> inputs() {
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.range(0, 300)
        .mapToObj(
            trial -> {
              float[] data = new float[1 + random.nextInt(trial % 10 == 0 ? 5000 : 80)];
              for (int i = 0; i < data.length; i++) {
                data[i] =
                    switch (trial % 5) {
                      // Few distinct values, so that ties decide.
                      case 0 -> random.nextInt(-3, 4);
                      case 1 -> (float) random.nextDouble(-1, 1);
                      // Bit patterns of every kind but NaN: subnormals, zeros of both signs,
                      // infinities.
                      case 2 -> anyFloat(random);
                      // Neighbours that differ in the lowest bits alone.
                      case 3 -> Float.intBitsToFloat(0x3f800000 + random.nextInt(3));
                      default -> 0.25f;
                    };
              }
              return data;
            })
        .toList();
  }

  private static float anyFloat(SplittableRandom random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isNaN(value) ? Float.NEGATIVE_INFINITY : value;
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void keepsTheTopKForAnyInput(float[] data) {
    for (double s : new double[] {0, 0.1, 0.3, 0.5, 0.8, 0.999999}) {
      Sparsity sparsity = Sparsity.of(s);
      Mask mask =
          PruningPolicy.perLayer(sparsity)
              .prune(List.of(weight("w", data)))
              .mask("w")
              .orElseThrow();
      assertEquals(sparsity.kept(data.length), mask.kept());
      assertTrue(Arrays.equals(byDefinition(data, mask.kept()), bits(mask)));
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void globalPruningKeepsTheTopKOfAllLayersTogether(float[] data) {
    int cut = data.length / 3;
    List<Values> layers =
        List.of(
            weight("a", Arrays.copyOfRange(data, 0, cut + 1)),
            weight("b", Arrays.copyOfRange(data, cut + 1, data.length)));
    MaskSet masks = PruningPolicy.global(Sparsity.of(0.4)).prune(layers);
    assertEquals(Sparsity.of(0.4).kept(data.length), masks.kept());
    boolean[] expected = byDefinition(data, masks.kept());
    assertTrue(
        Arrays.equals(
            Arrays.copyOfRange(expected, 0, cut + 1), bits(masks.mask("a").orElseThrow())));
    assertTrue(
        Arrays.equals(
            Arrays.copyOfRange(expected, cut + 1, data.length),
            bits(masks.mask("b").orElseThrow())));
  }

  @Test
  void tiesGoToTheLowerIndex() {
    Mask mask =
        PruningPolicy.perLayer(Sparsity.of(0.5))
            .prune(List.of(weight("w", 1, -1, 1, -1)))
            .mask("w")
            .orElseThrow();
    assertTrue(Arrays.equals(new boolean[] {true, true, false, false}, bits(mask)));
  }

  @Test
  void sparsityZeroKeepsEverythingZerosIncluded() {
    Mask mask =
        PruningPolicy.perLayer(Sparsity.NONE)
            .prune(List.of(weight("w", 0f, -0f, 3f)))
            .mask("w")
            .orElseThrow();
    assertEquals(3, mask.kept());
  }

  @Test
  void aSingleWeightIsKeptOrPrunedByRounding() {
    assertEquals(1, PruningPolicy.perLayer(Sparsity.of(0.5)).prune(List.of(weight("w", 2))).kept());
    assertEquals(0, PruningPolicy.perLayer(Sparsity.of(0.6)).prune(List.of(weight("w", 2))).kept());
  }

  @Test
  void nanIsNamedNotRanked() {
    var e =
        assertThrows(
            ArithmeticException.class,
            () ->
                PruningPolicy.perLayer(Sparsity.of(0.5))
                    .prune(List.of(weight("fc.weight", 1, Float.NaN))));
    assertEquals(
        "cannot prune fc.weight: weight 1 is NaN; the training has diverged before this phase",
        e.getMessage());
  }

  @Test
  void biasesNormsAndExclusionsStay() {
    Values conv = weight("conv1.weight", 1, 2, 3, 4);
    Values fc = weight("fc.weight", 1, 2, 3, 4);
    Values bias = new Values("fc.bias", ParameterKind.BIAS, FloatBuffer.allocate(2));
    Values gamma = new Values("bn.gamma", ParameterKind.NORM, FloatBuffer.allocate(2));
    PruningPolicy policy =
        PruningPolicy.perLayer(Sparsity.of(0.5)).excluding("conv1.weight", "first convolution");
    MaskSet masks = policy.prune(List.of(conv, fc, bias, gamma));
    assertEquals(Set.of("fc.weight"), masks.masks().keySet());
    assertEquals(2, masks.kept());
    assertEquals(Optional.of("first convolution"), policy.exclusion(conv));
    assertEquals(Optional.of("bias, never pruned"), policy.exclusion(bias));
    assertEquals(Optional.of("norm, never pruned"), policy.exclusion(gamma));
    assertEquals(Optional.empty(), policy.exclusion(fc));
  }

  @Test
  void fixedSharesHoldForEachNamedParameter() {
    MaskSet masks =
        PruningPolicy.fixed(Map.of("a", Sparsity.of(0.75), "b", Sparsity.of(0.25)))
            .prune(List.of(weight("a", 1, 2, 3, 4), weight("b", 1, 2, 3, 4), weight("c", 1)));
    assertEquals(1, masks.mask("a").orElseThrow().kept());
    assertEquals(3, masks.mask("b").orElseThrow().kept());
    assertEquals(Optional.empty(), masks.mask("c"));
  }

  @Test
  void unknownPathsAreAllNamed() {
    PruningPolicy policy =
        PruningPolicy.perLayer(Sparsity.of(0.5)).excluding("conv", "x").excluding("stem", "y");
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> policy.prune(List.of(weight("conv1", 1))));
    assertEquals(
        "the pruning policy names parameters that the network does not have: conv, stem; it has"
            + " conv1",
        e.getMessage());
  }

  @Test
  void masksRoundTripThroughBytes() {
    float[] data = new float[131];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextDouble();
    }
    Mask mask =
        PruningPolicy.perLayer(Sparsity.of(0.3)).prune(List.of(weight("w", data))).mask("w").get();
    assertEquals(mask, Mask.fromBytes(mask.shape(), mask.toBytes()));
    FloatBuffer floats = FloatBuffer.allocate(131);
    mask.writeTo(floats);
    for (int i = 0; i < 131; i++) {
      assertEquals(mask.keeps(i) ? 1f : 0f, floats.get(i));
    }
    byte[] tooMany = mask.toBytes();
    tooMany[tooMany.length - 1] = (byte) 0x80;
    assertThrows(IllegalArgumentException.class, () -> Mask.fromBytes(new long[] {131}, tooMany));
    assertThrows(
        IllegalArgumentException.class, () -> Mask.fromBytes(new long[] {300}, mask.toBytes()));
    assertFalse(mask.equals(Mask.fromBytes(new long[] {131, 1}, mask.toBytes())));
  }
}
