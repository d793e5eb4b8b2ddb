package org.dsd4j.djl.optimizer;

import static org.dsd4j.djl.fixture.Fixtures.network;
import static org.dsd4j.djl.fixture.Fixtures.step;
import static org.dsd4j.djl.fixture.Fixtures.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(StartEngine.class)
final class MaskedOptimizerTest {
  private static final PruningPolicy POLICY = PruningPolicy.perLayer(Sparsity.of(0.4));
  private static final String FIRST = "01Linear.weight";
  private static final String SECOND = "03Linear.weight";

  private enum Inner {
    DJL_SGD,
    DJL_ADAM,
    HEAVY_BALL,
    NESTEROV;

    Optimizer build() {
      Tracker rate = Tracker.fixed(0.05f);
      return switch (this) {
        case DJL_SGD ->
            Optimizer.sgd()
                .setLearningRateTracker(rate)
                .optMomentum(0.9f)
                .optWeightDecays(1e-3f)
                .build();
        case DJL_ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
        case HEAVY_BALL, NESTEROV ->
            MomentumSgd.builder()
                .setLearningRateTracker(rate)
                .optMomentum(0.9f)
                .optNesterov(this == NESTEROV)
                .optWeightDecays(1e-3f)
                .build();
      };
    }
  }

  static Stream<Arguments> optimizers() {
    return Stream.of(Inner.values())
        .flatMap(inner -> Stream.of(MaskedMomentum.values()).map(m -> Arguments.of(inner, m)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void prunedWeightsAreZeroAfterEveryStepAndInEvaluation(Inner inner, MaskedMomentum momentum) {
    try (Network network = network(Fixtures.mlp(9), 1);
        var optimizer = new MaskedOptimizer(inner.build(), network.block(), momentum)) {
      train(network, optimizer, 3);
      MaskSet masks = optimizer.prune(POLICY);
      for (int i = 0; i < 5; i++) {
        step(network, optimizer, 100 + i);
        assertPrunedAreZero(network, masks);
        assertEvaluationSeesZeros(network, masks);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void survivorsKeepTheirBitsAndRevivedWeightsStartAtZero(Inner inner, MaskedMomentum momentum) {
    try (Network network = network(Fixtures.mlp(9), 2);
        var optimizer = new MaskedOptimizer(inner.build(), network.block(), momentum)) {
      train(network, optimizer, 3);
      float[] before = values(network, FIRST);
      Mask mask = optimizer.prune(POLICY).mask(FIRST).orElseThrow();
      assertSurvivorsEqual(before, values(network, FIRST), mask);

      train(network, optimizer, 4);
      float[] sparse = values(network, FIRST);
      assertTrue(optimizer.isMasking());
      optimizer.lift();
      assertFalse(optimizer.isMasking());
      assertTrue(optimizer.masks().isEmpty());
      assertArrayEquals(bits(sparse), bits(values(network, FIRST)), "lifting changes no weight");

      train(network, optimizer, 1);
      float[] revived = values(network, FIRST);
      long moved = pruned(mask).filter(i -> revived[i] != 0).count();
      assertTrue(moved > 0, "revived weights train again");
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void keptWeightsAreTheLargestAndNoParameterComesOrGoes(Inner inner, MaskedMomentum momentum) {
    try (Network network = network(Fixtures.mlp(9), 3);
        var optimizer = new MaskedOptimizer(inner.build(), network.block(), momentum)) {
      train(network, optimizer, 2);
      long count = network.parameters().trainable();
      float[] before = values(network, SECOND);
      Mask mask = optimizer.prune(POLICY).mask(SECOND).orElseThrow();
      int[] expected =
          IntStream.range(0, before.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(before[i])))
              .limit(Math.round(before.length * 0.6))
              .mapToInt(Integer::intValue)
              .sorted()
              .toArray();
      int[] kept = IntStream.range(0, before.length).filter(mask::keeps).toArray();
      assertArrayEquals(expected, kept);

      train(network, optimizer, 2);
      assertEquals(count, network.parameters().trainable());
      optimizer.lift();
      assertEquals(count, network.parameters().trainable());
      assertEquals(6 * 9 + 9 + 9 * 4 + 4, count);
    }
  }

  @Test
  void momentumOfPrunedWeightsIsZeroUnlessKept() {
    for (Inner inner : new Inner[] {Inner.HEAVY_BALL, Inner.NESTEROV}) {
      assertEquals(0, momentumOfPruned(inner, MaskedMomentum.ZERO));
      assertNotEquals(0, momentumOfPruned(inner, MaskedMomentum.KEEP));
    }
  }

  /** The sum of |momentum| of pruned weights just after pruning and after each sparse step. */
  private static double momentumOfPruned(Inner inner, MaskedMomentum momentum) {
    MomentumSgd sgd = (MomentumSgd) inner.build();
    double sum = 0;
    try (Network network = network(Fixtures.mlp(9), 4);
        var optimizer = new MaskedOptimizer(sgd, network.block(), momentum)) {
      train(network, optimizer, 3);
      MaskSet masks = optimizer.prune(POLICY);
      for (int i = 0; i < 4; i++) {
        for (Map.Entry<String, Mask> entry : masks.masks().entrySet()) {
          String id = network.parameters().find(entry.getKey()).orElseThrow().parameter().getId();
          float[] state = sgd.slots().get(MomentumSgd.MOMENTUM).get(id).toFloatArray();
          sum += pruned(entry.getValue()).mapToDouble(j -> Math.abs(state[j])).sum();
        }
        train(network, optimizer, 1);
      }
    }
    return sum;
  }

  @Test
  void masksReadBackAreThoseThatWereMadeInTheirOrder() {
    try (Network network = network(Fixtures.mlp(9), 10);
        var optimizer = new MaskedOptimizer(Inner.HEAVY_BALL.build(), network.block())) {
      assertFalse(optimizer.isMasking());
      MaskSet made = optimizer.prune(POLICY);
      train(network, optimizer, 2);
      assertEquals(made, optimizer.masks());
      assertEquals(List.of(FIRST, SECOND), List.copyOf(optimizer.masks().masks().keySet()));
    }
  }

  @Test
  void aGradientThatIsNotANumberIsNotHiddenByTheMask() {
    try (Network network = network(Fixtures.mlp(9), 11);
        var optimizer = new MaskedOptimizer(Inner.DJL_SGD.build(), network.block())) {
      Mask mask = optimizer.prune(POLICY).mask(FIRST).orElseThrow();
      int index = pruned(mask).findFirst().orElseThrow();
      NamedParameter named = network.parameters().find(FIRST).orElseThrow();
      float[] gradient = new float[mask.size()];
      gradient[index] = Float.NaN;
      try (NDArray array = network.manager().create(gradient, named.array().getShape())) {
        optimizer.update(named.parameter().getId(), named.array(), array);
      }
      assertTrue(Float.isNaN(values(network, FIRST)[index]));
    }
  }

  @Test
  void biasesAreNeverMasked() {
    try (Network network = network(Fixtures.mlp(9), 5);
        var optimizer = new MaskedOptimizer(Inner.DJL_SGD.build(), network.block())) {
      MaskSet masks = optimizer.prune(POLICY);
      assertEquals(java.util.Set.of(FIRST, SECOND), masks.masks().keySet());
      float[] before = values(network, "01Linear.bias");
      train(network, optimizer, 1);
      assertFalse(Arrays.equals(before, values(network, "01Linear.bias")));
    }
  }

  @Test
  void masksOfAnotherNetworkAreRefusedWithEveryProblemAndThoseInForceStay() {
    try (Network network = network(Fixtures.mlp(9), 6);
        Network wider = network(Fixtures.mlp(11), 6);
        var optimizer = new MaskedOptimizer(Inner.DJL_SGD.build(), network.block());
        var other = new MaskedOptimizer(Inner.DJL_SGD.build(), wider.block())) {
      MaskSet inForce = optimizer.prune(POLICY);
      MaskSet foreign = other.prune(POLICY);
      var e = assertThrows(IllegalArgumentException.class, () -> optimizer.apply(foreign));
      assertTrue(
          e.getMessage().contains(FIRST + " is [9, 6] but has a Mask[11, 6]"), e::getMessage);
      assertTrue(e.getMessage().contains(SECOND), e::getMessage);
      assertEquals(inForce, optimizer.masks());

      MaskSet unknown = new MaskSet(Map.of("nowhere.weight", foreign.mask(FIRST).orElseThrow()));
      e = assertThrows(IllegalArgumentException.class, () -> optimizer.apply(unknown));
      assertTrue(e.getMessage().contains("no parameter nowhere.weight"), e::getMessage);
    }
  }

  @Test
  void parametersOfAnotherNetworkAreNotUpdatedUnderMasks() {
    try (Network network = network(Fixtures.mlp(9), 7);
        Network other = network(Fixtures.mlp(9), 7);
        var optimizer = new MaskedOptimizer(Inner.DJL_SGD.build(), network.block())) {
      optimizer.prune(POLICY);
      var e = assertThrows(IllegalArgumentException.class, () -> step(other, optimizer, 1));
      assertTrue(e.getMessage().contains("does not belong to the block"), e::getMessage);
    }
  }

  private static void train(Network network, Optimizer optimizer, int steps) {
    for (int i = 0; i < steps; i++) {
      step(network, optimizer, i);
    }
  }

  private static void assertPrunedAreZero(Network network, MaskSet masks) {
    assertFalse(masks.isEmpty());
    masks
        .masks()
        .forEach(
            (path, mask) -> {
              float[] values = values(network, path);
              pruned(mask).forEach(i -> assertEquals(0, values[i], 0, path + "[" + i + "]"));
            });
  }

  /** The forward pass gives the bits of a network whose pruned weights were written as zeros. */
  private static void assertEvaluationSeesZeros(Network network, MaskSet masks) {
    try (Network copy = network(Fixtures.mlp(9), 99);
        NDManager manager = network.manager().newSubManager()) {
      for (NamedParameter named : network.parameters().all()) {
        float[] values = values(network, named.path());
        masks.mask(named.path()).ifPresent(mask -> pruned(mask).forEach(i -> values[i] = 0));
        NDArray target = copy.parameters().find(named.path()).orElseThrow().array();
        manager.create(values, target.getShape()).copyTo(target);
      }
      NDArray x = manager.create(Fixtures.inputs(5, 55));
      float[] actual = network.forward(new NDList(x), false).singletonOrThrow().toFloatArray();
      float[] expected = copy.forward(new NDList(x), false).singletonOrThrow().toFloatArray();
      assertArrayEquals(bits(expected), bits(actual));
    }
  }

  private static void assertSurvivorsEqual(float[] before, float[] after, Mask mask) {
    for (int i = 0; i < before.length; i++) {
      int index = i;
      int expected = mask.keeps(i) ? Float.floatToRawIntBits(before[i]) : 0;
      int actual = Float.floatToRawIntBits(Math.abs(after[i]) == 0 ? 0f : after[i]);
      assertEquals(expected, actual, () -> "weight " + index);
    }
  }

  private static IntStream pruned(Mask mask) {
    return IntStream.range(0, mask.size()).filter(i -> !mask.keeps(i));
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }
}
