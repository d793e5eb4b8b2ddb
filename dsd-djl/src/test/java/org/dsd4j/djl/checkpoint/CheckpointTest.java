package org.dsd4j.djl.checkpoint;

import static org.dsd4j.djl.fixture.Fixtures.network;
import static org.dsd4j.djl.fixture.Fixtures.step;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Path;
import java.util.Map;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedMomentum;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(StartEngine.class)
final class CheckpointTest {
  private static final Position HERE = new Position(1, 3, 8);
  private static final PruningPolicy POLICY = PruningPolicy.perLayer(Sparsity.of(0.5));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everythingComesBackAndGoesOnAlike(MaskedMomentum momentum) {
    Path file = folder.resolve("checkpoint");
    try (Network first = network(Fixtures.mlpWithNormAndDropout(), 1);
        Network second = network(Fixtures.mlpWithNormAndDropout(), 2);
        var optimizer = new MaskedOptimizer(sgd(), first.block(), momentum);
        var restored = new MaskedOptimizer(sgd(), second.block(), momentum)) {
      step(first, optimizer, 1);
      optimizer.prune(POLICY);
      step(first, optimizer, 2);
      Checkpoint.of(first, optimizer, HERE).write(file);
      // The optimizer that is restored has a state of its own, which must go.
      step(second, restored, 7);

      Checkpoint checkpoint = Checkpoint.read(file);
      assertEquals(HERE, checkpoint.position());
      assertEquals(first.sha256(), checkpoint.weightsSha256());
      assertNotEquals(first.sha256(), second.sha256());
      checkpoint.restore(second, restored);
      assertEquals(first.sha256(), second.sha256());
      assertEquals(optimizer.masks(), restored.masks());
      assertSameState(first, optimizer, second, restored);
      for (int i = 0; i < 3; i++) {
        first.manager().getEngine().setRandomSeed(i);
        step(first, optimizer, 10 + i);
        second.manager().getEngine().setRandomSeed(i);
        step(second, restored, 10 + i);
      }
      assertEquals(first.sha256(), second.sha256());
      assertSameState(first, optimizer, second, restored);
    }
  }

  @Test
  void aCheckpointFromBeforeTheFirstStepLeavesNoState() {
    Path file = folder.resolve("checkpoint");
    try (Network network = network(Fixtures.mlp(5), 1);
        var optimizer = new MaskedOptimizer(sgd(), network.block())) {
      String before = network.sha256();
      Checkpoint.of(network, optimizer, Position.START).write(file);
      step(network, optimizer, 1);
      optimizer.prune(POLICY);
      Checkpoint.read(file).restore(network, optimizer);
      assertEquals(before, network.sha256());
      assertTrue(((MomentumSgd) optimizer.inner()).slots().isEmpty());
      assertTrue(optimizer.masks().isEmpty());
    }
  }

  @Test
  void anotherNetworkIsRefusedWithEveryProblem() {
    Path file = folder.resolve("checkpoint");
    try (Network small = network(Fixtures.mlp(5), 1);
        Network large = network(Fixtures.mlp(6), 1);
        Network normed = network(Fixtures.mlpWithNormAndDropout(), 1);
        var optimizer = new MaskedOptimizer(sgd(), small.block());
        var forLarge = new MaskedOptimizer(sgd(), large.block());
        var forNormed = new MaskedOptimizer(sgd(), normed.block())) {
      Checkpoint.of(small, optimizer, HERE).write(file);
      Checkpoint checkpoint = Checkpoint.read(file);
      String before = large.sha256();
      var e = assertThrows(CheckpointException.class, () -> checkpoint.restore(large, forLarge));
      assertTrue(e.getMessage().contains("01Linear.weight is [5, 6] there and [6, 6] here"));
      assertTrue(e.getMessage().contains("01Linear.bias is [5] there and [6] here"));
      assertTrue(e.getMessage().contains("03Linear.weight is [4, 5] there and [4, 6] here"));
      assertFalse(e.getMessage().contains("\n"));
      assertEquals(before, large.sha256(), "a refused checkpoint changes nothing");

      e = assertThrows(CheckpointException.class, () -> checkpoint.restore(normed, forNormed));
      assertTrue(e.getMessage().contains("02BatchNorm.gamma is missing"), e::getMessage);
      assertTrue(e.getMessage().contains("03Linear.weight is not part of this network"));
    }
  }

  @Test
  void anOptimizerThatHidesItsStateIsRefused() {
    try (Network network = network(Fixtures.mlp(5), 1);
        var optimizer =
            new MaskedOptimizer(
                Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.1f)).build(),
                network.block())) {
      var e =
          assertThrows(
              CheckpointException.class, () -> Checkpoint.of(network, optimizer, HERE).position());
      assertTrue(e.getMessage().startsWith("Adam hides its state"), e::getMessage);
      assertTrue(e.getMessage().contains("use an optimizer of"), e::getMessage);
    }
  }

  @Test
  void aSafetensorsFileOfAnotherKindIsRefused() {
    Path file = folder.resolve("other.safetensors");
    new TensorFile(Map.of("format", "pt"), Map.of()).write(file);
    var e = assertThrows(CheckpointException.class, () -> Checkpoint.read(file));
    assertTrue(e.getMessage().endsWith("but not a DSD checkpoint"), e::getMessage);
  }

  private static void assertSameState(
      Network first, MaskedOptimizer optimizer, Network second, MaskedOptimizer restored) {
    var left = ((MomentumSgd) optimizer.inner()).slots();
    var right = ((MomentumSgd) restored.inner()).slots();
    assertEquals(left.keySet(), right.keySet());
    for (NamedParameter named : first.parameters().all()) {
      NamedParameter twin = second.parameters().find(named.path()).orElseThrow();
      for (String slot : left.keySet()) {
        var expected = left.get(slot).get(named.parameter().getId());
        var actual = right.get(slot).get(twin.parameter().getId());
        assertEquals(named.trains(), actual != null, named.path());
        if (expected != null) {
          assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), named.path());
        }
      }
    }
  }

  private static MomentumSgd sgd() {
    return MomentumSgd.builder()
        .setLearningRateTracker(Tracker.fixed(0.1f))
        .optMomentum(0.9f)
        .build();
  }
}
