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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PruningPolicyTest {
  private record Values(String path, ParameterKind kind, FloatBuffer values, boolean frozen)
      implements Prunable {
    Values(String path, ParameterKind kind, FloatBuffer values) {
      this(path, kind, values, false);
    }

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
      // Not through a policy, which refuses to leave nothing of a layer.
      Mask mask =
          new TopMagnitude(List.of(weight("w", data))).select(sparsity.kept(data.length)).get(0);
      assertEquals(sparsity.kept(data.length), mask.kept());
      assertTrue(Arrays.equals(byDefinition(data, mask.kept()), bits(mask)));
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void globalPruningKeepsTheTopKOfAllLayersTogether(float[] data) {
    int cut = data.length / 3;
    List<Prunable> layers =
        List.of(
            weight("a", Arrays.copyOfRange(data, 0, cut + 1)),
            weight("b", Arrays.copyOfRange(data, cut + 1, data.length)));
    // Not through a policy, which refuses to leave nothing of a layer.
    long keep = Sparsity.of(0.4).kept(data.length);
    List<Mask> masks = new TopMagnitude(layers).select(keep);
    assertEquals(keep, masks.get(0).kept() + masks.get(1).kept());
    boolean[] expected = byDefinition(data, keep);
    assertTrue(Arrays.equals(Arrays.copyOfRange(expected, 0, cut + 1), bits(masks.get(0))));
    assertTrue(
        Arrays.equals(Arrays.copyOfRange(expected, cut + 1, data.length), bits(masks.get(1))));
  }

  @Test
  void onePolicyPrunesAllLayersByOneThreshold() {
    Values bias = new Values("b.bias", ParameterKind.BIAS, FloatBuffer.allocate(2));
    MaskSet masks =
        PruningPolicy.global(Sparsity.of(0.5))
            .prune(List.of(weight("a", 1, -2, 3, 4), weight("b", 5, -6, 0.5f, 7), bias));
    assertEquals(List.of("a", "b"), List.copyOf(masks.masks().keySet()));
    assertTrue(
        Arrays.equals(new boolean[] {false, false, false, true}, bits(masks.mask("a").get())));
    assertTrue(Arrays.equals(new boolean[] {true, true, false, true}, bits(masks.mask("b").get())));
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
  void aSingleWeightIsKeptByRounding() {
    assertEquals(1, PruningPolicy.perLayer(Sparsity.of(0.5)).prune(List.of(weight("w", 2))).kept());
  }

  @Test
  void aLayerThatWouldKeepNothingIsRefused() {
    List<Values> layers = List.of(weight("fc.weight", 1, 2, 3), weight("out.weight", 2));
    assertEquals(
        "the pruning policy does not fit the network: fc.weight would keep none of its 3 weights at"
            + " sparsity 0.9: lower it or exclude the layer; out.weight would keep none of its 1"
            + " weights at sparsity 0.9: lower it or exclude the layer",
        refusal(PruningPolicy.perLayer(Sparsity.of(0.9)), layers));
    assertEquals(
        "one threshold for all layers would keep no weight at all of small (2 weights): lower the"
            + " sparsity, exclude them, or prune per layer",
        refusal(
            PruningPolicy.global(Sparsity.of(0.5)),
            List.of(weight("large", 5, 6, 7, 8), weight("small", 1, 2))));
  }

  @Test
  void aPolicyThatPrunesNothingSaysWhyOfEachParameter() {
    Values fc = weight("fc.weight", 1, 2);
    Values bias = new Values("fc.bias", ParameterKind.BIAS, FloatBuffer.allocate(2));
    Values body = new Values("body.weight", ParameterKind.WEIGHT, FloatBuffer.allocate(2), true);
    assertEquals(
        "the pruning policy does not fit the network: nothing would be pruned: fc.weight (kept for"
            + " a test), fc.bias (bias, never pruned), body.weight (frozen, never pruned)",
        refusal(
            PruningPolicy.perLayer(Sparsity.of(0.5)).excluding("fc.*", "kept for a test"),
            List.of(fc, bias, body)));
    assertEquals(
        "the pruning policy does not fit the network: nothing would be pruned: fc.weight (not named"
            + " by the policy)",
        refusal(PruningPolicy.fixed(Map.of()), List.of(fc)));
    assertEquals(
        "the pruning policy does not fit the network: it has no parameters",
        refusal(PruningPolicy.perLayer(Sparsity.of(0.5)), List.of()));
  }

  @Test
  void aSparsityForWhatIsNeverPrunedIsRefused() {
    Values fc = weight("fc.weight", 1, 2);
    Values bias = new Values("fc.bias", ParameterKind.BIAS, FloatBuffer.allocate(2));
    Values body = new Values("body.weight", ParameterKind.WEIGHT, FloatBuffer.allocate(2), true);
    Sparsity half = Sparsity.of(0.5);
    assertEquals(
        "the pruning policy does not fit the network: a sparsity is given for body.*, which is"
            + " body.weight (frozen, never pruned); a sparsity is given for fc.bias, which is"
            + " fc.bias (bias, never pruned)",
        refusal(
            PruningPolicy.fixed(Map.of("fc.weight", half, "fc.bias", half, "body.*", half)),
            List.of(fc, bias, body)));
    // A pattern may take in biases beside weights.
    assertEquals(
        Set.of("fc.weight"),
        PruningPolicy.fixed(Map.of("fc.*", half)).prune(List.of(fc, bias)).masks().keySet());
  }

  @Test
  void frozenParametersAreLeftAloneAndListed() {
    Values fc = weight("fc.weight", 1, 2);
    Values body = new Values("body.weight", ParameterKind.WEIGHT, FloatBuffer.allocate(2), true);
    PruningPolicy half = PruningPolicy.perLayer(Sparsity.of(0.5));
    assertEquals(Set.of("fc.weight"), half.prune(List.of(body, fc)).masks().keySet());
    assertEquals(Map.of("body.weight", "frozen, never pruned"), half.excluded(List.of(body, fc)));
  }

  @Test
  void theNarrowerRuleHoldsAndEqualOnesMustAgree() {
    List<Values> layers =
        List.of(weight("a.conv.weight", 1, 2, 3, 4), weight("b.conv.weight", 1, 2, 3, 4));
    MaskSet masks =
        PruningPolicy.fixed(
                Map.of(
                    "kind:weight", Sparsity.of(0.5),
                    "a.*", Sparsity.of(0.25),
                    "a.conv.weight", Sparsity.of(0.75)))
            .prune(layers);
    assertEquals(1, masks.mask("a.conv.weight").orElseThrow().kept());
    assertEquals(2, masks.mask("b.conv.weight").orElseThrow().kept());
    assertEquals(
        "the pruning policy does not fit the network: a.conv.weight has different sparsities by"
            + " **.conv.* and a.*",
        refusal(
            PruningPolicy.fixed(Map.of("a.*", Sparsity.of(0.25), "**.conv.*", Sparsity.of(0.5))),
            layers));
  }

  private static String refusal(PruningPolicy policy, List<Values> parameters) {
    return assertThrows(IllegalArgumentException.class, () -> policy.prune(parameters))
        .getMessage();
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

  /** Values may be a part of a larger buffer, as tensors of a file are. */
  @Test
  void valuesBeginWhereTheBufferDoes() {
    FloatBuffer part = FloatBuffer.wrap(new float[] {9, 9, 1, 3, 2, Float.NaN, 9}).position(2);
    Values fc = new Values("fc.weight", ParameterKind.WEIGHT, part.limit(5));
    PruningPolicy policy = PruningPolicy.perLayer(Sparsity.of(2.0 / 3));
    assertEquals(
        "Mask[3] keeps 1 of 3", policy.prune(List.of(fc)).mask("fc.weight").get().toString());
    assertTrue(policy.prune(List.of(fc)).mask("fc.weight").get().keeps(1));
    Values broken = new Values("fc.weight", ParameterKind.WEIGHT, part.limit(6));
    var e = assertThrows(ArithmeticException.class, () -> policy.prune(List.of(broken)));
    assertTrue(
        e.getMessage().startsWith("cannot prune fc.weight: weight 3 is NaN"), e.getMessage());
  }

  @Test
  void oneThresholdThatKeepsNothingIsRefused() {
    assertEquals(
        "one threshold for all layers would keep no weight at all of a (1 weights), b (1 weights):"
            + " lower the sparsity, exclude them, or prune per layer",
        refusal(PruningPolicy.global(Sparsity.of(0.9)), List.of(weight("b", 2), weight("a", 1))));
  }

  @Test
  void theTargetOfAParameterIsItsShare() {
    Values a = weight("a.weight", 1, 2);
    Values bias = new Values("a.bias", ParameterKind.BIAS, FloatBuffer.allocate(2));
    Sparsity half = Sparsity.of(0.5);
    Sparsity quarter = Sparsity.of(0.25);
    assertEquals(half, PruningPolicy.perLayer(half).target(a));
    assertEquals(half, PruningPolicy.global(half).target(a));
    PruningPolicy fixed = PruningPolicy.fixed(Map.of("a.weight", quarter, "*.weight", half));
    assertEquals(quarter, fixed.target(a));
    assertEquals(half, fixed.target(weight("b.weight", 1)));
    assertEquals(Sparsity.NONE, fixed.target(bias));
    assertEquals(
        Sparsity.NONE,
        PruningPolicy.perLayer(half).excluding(ParameterKind.WEIGHT, "for a test").target(a));
  }

  @Test
  void aRuleThatCannotBeReadIsRefusedAtOnce() {
    PruningPolicy policy = PruningPolicy.perLayer(Sparsity.of(0.5));
    assertThrows(IllegalArgumentException.class, () -> policy.excluding(" ", "x"));
    assertThrows(
        IllegalArgumentException.class, () -> PruningPolicy.fixed(Map.of("kind:x", Sparsity.NONE)));
  }

  /** Of a large network a message names the first few parameters and says how many more. */
  @Test
  void longListsAreCut() {
    List<Values> layers = IntStream.range(0, 43).mapToObj(i -> weight("w" + i, 1)).toList();
    String message = refusal(PruningPolicy.perLayer(Sparsity.of(0.5)).excluding("x", "y"), layers);
    long named = layers.stream().filter(w -> message.matches(".*\\b" + w.path() + "\\b.*")).count();
    assertTrue(named < layers.size(), message);
    assertTrue(message.endsWith(" and " + (layers.size() - named) + " more"), message);
    List<Values> few = layers.subList(0, (int) named);
    String whole = refusal(PruningPolicy.perLayer(Sparsity.of(0.5)).excluding("x", "y"), few);
    assertTrue(whole.endsWith("w" + (named - 1)), whole);
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
        "the pruning policy does not fit the network: it has no parameter conv, stem; it has conv1",
        e.getMessage());
  }

  /** Of every problem that there is, and not of those that follow from it. */
  @Test
  void aSparsityForAnUnknownPathIsAllThatIsSaid() {
    assertEquals(
        "the pruning policy does not fit the network: it has no parameter conv; it has conv1",
        refusal(
            PruningPolicy.fixed(Map.of("conv", Sparsity.of(0.5))), List.of(weight("conv1", 1))));
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
