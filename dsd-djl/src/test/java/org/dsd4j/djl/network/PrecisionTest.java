package org.dsd4j.djl.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import java.util.List;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Networks in double precision: types, initial weights, inputs, and what pruning sees. */
@ExtendWith(StartEngine.class)
final class PrecisionTest {
  @Test
  void bothStartFromTheSameWeights() {
    try (Network single = Fixtures.network(Fixtures.mlpWithNormAndDropout(), 3);
        Network wide = Fixtures.network(Fixtures.mlpWithNormAndDropout(), Precision.DOUBLE, 3)) {
      assertEquals(Precision.SINGLE, single.precision());
      assertEquals(Precision.DOUBLE, wide.precision());
      for (NamedParameter named : wide.parameters().all()) {
        assertEquals(DataType.FLOAT64, named.array().getDataType(), named.path());
        assertArrayEquals(
            Fixtures.values(single, named.path()), Fixtures.values(wide, named.path()));
      }
      assertNotEquals(single.sha256(), wide.sha256(), "of other bits");
    }
  }

  @Test
  void inputsTakeThePrecisionOfTheNetworkAndWholeNumbersStay() {
    try (Network wide = Fixtures.network(Fixtures.mlp(4), Precision.DOUBLE, 1);
        NDManager manager = wide.manager().newSubManager()) {
      NDArray x = ArrayValues.of(manager, new float[Fixtures.IN], new Shape(1, Fixtures.IN));
      NDArray output = wide.forward(new NDList(x), false).singletonOrThrow();
      assertEquals(DataType.FLOAT64, output.getDataType());
      NDArray tokens = ArrayValues.of(manager, 1L, 2L);
      NDList brought = Precision.DOUBLE.of(new NDList(x, tokens));
      assertEquals(DataType.FLOAT64, brought.get(0).getDataType());
      assertSame(tokens, brought.get(1));
      NDList inputs = new NDList(x, tokens);
      assertSame(inputs, Precision.SINGLE.of(inputs));
    }
  }

  /** A float that one engine reads as 0.9 and another as 0.89999998 is not one number. */
  @Test
  void enginesAreToldTheSameNumber() {
    float share = 0.9f;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray wide = ArrayValues.of(manager, new double[] {1}, new Shape(1));
      wide.muli(Precision.DOUBLE.number(share));
      assertEquals((double) share, ArrayValues.scalar(wide), 1e-16);
      NDArray single = ArrayValues.of(manager, 1f);
      single.muli(Precision.SINGLE.number(share));
      assertEquals(share, single.toFloatArray()[0]);
    }
  }

  @Test
  void aBlockThatHasFloatsIsNotTakenForDoublePrecision() {
    Block block = Fixtures.mlp(4);
    try (Network single = Fixtures.network(block, 1)) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Fixtures.network(single.block(), Precision.DOUBLE, 1));
      assertTrue(e.getMessage().contains("01Linear.weight has values of type"), e::getMessage);
    }
  }

  /** Rounded to floats the first three are equal, and the first of them stay. */
  @Test
  void pruningSeesDoublesAsTheNearestFloats() {
    Linear linear = Linear.builder().setUnits(1).optBias(false).build();
    try (Network wide = Fixtures.network(linear, Precision.DOUBLE, 1);
        NDManager manager = wide.manager().newSubManager()) {
      NamedParameter weight = wide.parameters().find("weight").orElseThrow();
      double[] values = {1, -(1 + 0x1p-40), 1 + 0x1p-30, 0.25, -2, 1 + 0x1p-20};
      weight.array().set(new NDIndex(":"), ArrayValues.of(manager, values, new Shape(1, 6)));
      assertArrayEquals(values, weight.array().toDoubleArray());
      Mask mask =
          PruningPolicy.perLayer(Sparsity.of(1.0 / 3)).prune(List.of(weight)).masks().get("weight");
      boolean[] kept = new boolean[6];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = mask.keeps(i);
      }
      assertArrayEquals(new boolean[] {true, true, false, false, true, true}, kept);
    }
  }
}
