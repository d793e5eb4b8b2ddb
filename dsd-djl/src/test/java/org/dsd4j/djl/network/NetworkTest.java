package org.dsd4j.djl.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.core.Prelu;
import ai.djl.training.initializer.ConstantInitializer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.network.SeededInitializer.Distribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Initial weights and the checksum over them. */
@ExtendWith(StartEngine.class)
final class NetworkTest {
  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    try (Network first = Fixtures.network(Fixtures.mlpWithNormAndDropout(), 3);
        Network again = Fixtures.network(Fixtures.mlpWithNormAndDropout(), 3);
        Network other = Fixtures.network(Fixtures.mlpWithNormAndDropout(), 4)) {
      assertEquals(first.sha256(), again.sha256());
      assertTrue(first.sha256().matches("[0-9a-f]{64}"), first::sha256);
      assertNotEquals(first.sha256(), other.sha256());
    }
  }

  @Test
  void layersOfOneShapeDoNotShareTheirValues() {
    SequentialBlock deep = new SequentialBlock();
    for (int i = 0; i < 40; i++) {
      deep.add(Linear.builder().setUnits(Fixtures.IN).build());
    }
    Map<Float, String> firsts = new HashMap<>();
    try (Network network = Fixtures.network(deep, 1)) {
      for (NamedParameter named : network.parameters().all()) {
        if (named.path().endsWith("weight")) {
          String twin = firsts.put(named.values().get(0), named.path());
          assertEquals(null, twin, () -> named.path() + " starts as " + twin);
        }
      }
    }
    assertEquals(40, firsts.size());
  }

  @Test
  void anotherLayerDoesNotChangeTheInitialWeightsOfTheRest() {
    SequentialBlock longer = Fixtures.mlp(7).add(Linear.builder().setUnits(9).build());
    try (Network network = Fixtures.network(Fixtures.mlp(7), 5);
        Network more = Fixtures.network(longer, 5)) {
      for (NamedParameter named : network.parameters().all()) {
        assertArrayEquals(
            Fixtures.values(network, named.path()), Fixtures.values(more, named.path()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"HE_IN,600", "HE_OUT,900", "UNIFORM_IN,600"})
  void variancesAreThoseOfTheDistribution(Distribution distribution, int connections) {
    Block block = new AlignedConv2d(new AlignedConv2d.Settings(24, 36, 5, 1, 2, false));
    block.setInitializer(new SeededInitializer(distribution), Parameter.Type.WEIGHT);
    Shape input = new Shape(1, 24, 8, 8);
    try (Network network = Network.initialize(block, StartEngine.NAME, Device.cpu(), 2, input)) {
      float[] values = Fixtures.values(network, "weight");
      double sum = 0;
      double squares = 0;
      double largest = 0;
      for (float value : values) {
        sum += value;
        squares += (double) value * value;
        largest = Math.max(largest, Math.abs(value));
      }
      boolean uniform = distribution == Distribution.UNIFORM_IN;
      double variance = uniform ? 1.0 / 3 / connections : 2.0 / connections;
      int n = values.length;
      // 21,600 draws: five standard errors of a normal variance.
      assertEquals(1, squares / n / variance, 5 * Math.sqrt(2.0 / n));
      assertEquals(0, sum / n, 5 * Math.sqrt(variance / n));
      double bound = Math.sqrt(1.0 / connections);
      assertEquals(uniform, largest <= bound, "uniform stays within " + bound);
    }
  }

  @Test
  void weightsWithDjlsDefaultAreDrawnFromTheSeedToo() {
    Linear linear = Linear.builder().setUnits(500).build();
    try (Network network = Fixtures.network(linear, 6)) {
      double squares = 0;
      float[] values = Fixtures.values(network, "weight");
      for (float value : values) {
        squares += (double) value * value;
      }
      // Six inputs: variance 2 / 6; the bias is zero.
      assertEquals(1, squares / values.length / (2.0 / 6), 5 * Math.sqrt(2.0 / values.length));
      assertArrayEquals(new float[500], Fixtures.values(network, "bias"));
    }
  }

  @Test
  void valuesThatAreThereStay() {
    SequentialBlock block = Fixtures.mlp(4);
    try (Network first = Fixtures.network(block, 1)) {
      String before = first.sha256();
      try (Network second = Fixtures.network(block, 2)) {
        assertEquals(before, second.sha256());
      }
    }
  }

  @Test
  void oneBitChangesTheChecksum() {
    try (Network network = Fixtures.network(Fixtures.mlpWithNormAndDropout(), 1);
        NDManager manager = network.manager().newSubManager()) {
      for (NamedParameter named : network.parameters().all()) {
        String before = network.sha256();
        float[] values = Fixtures.values(network, named.path());
        float[] changed = values.clone();
        int last = changed.length - 1;
        changed[last] = Float.intBitsToFloat(Float.floatToRawIntBits(changed[last]) ^ 1);
        NDArray array = named.array();
        manager.create(changed, array.getShape()).copyTo(array);
        assertNotEquals(before, network.sha256(), named.path());
        manager.create(values, array.getShape()).copyTo(array);
        assertEquals(before, network.sha256(), named.path());
        assertFalse(Arrays.equals(values, changed));
      }
    }
  }

  @Test
  void aWeightThatIsOneNumberNeedsAnInitializer() {
    Block prelu = new Prelu();
    var e = assertThrows(IllegalArgumentException.class, () -> Fixtures.network(prelu, 1));
    assertTrue(e.getMessage().contains("such as that of a PReLU, has no default"), e::getMessage);
    prelu.setInitializer(new ConstantInitializer(0.25f), Parameter.Type.WEIGHT);
    try (Network network = Fixtures.network(prelu, 1)) {
      assertArrayEquals(new float[] {0.25f}, Fixtures.values(network, "alpha"));
    }
  }
}
