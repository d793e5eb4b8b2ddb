package org.dsd4j.djl.kit.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.ConvolutionShape;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlignedConv2dGroupsTest {
  private static final AlignedConv2d.Settings SETTINGS =
      new AlignedConv2d.Settings(6, 4, 3, 1, 1, true);
  private static final Shape INPUT = new Shape(2, 6, 5, 5);

  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 2);
  }

  private static Network network() {
    return Network.initialize(
        new AlignedConv2d(SETTINGS, 2), StartEngine.NAME, Device.cpu(), 1, INPUT);
  }

  @Test
  void hasOneWeightForAllGroups() {
    try (Network network = network()) {
      assertEquals(4 * 3 * 9 + 4, network.parameters().trainable());
      assertArrayEquals(
          new long[] {4, 3, 3, 3}, network.parameters().find("weight").orElseThrow().shape());
      ConvolutionShape seen = ConvolutionShape.of(network.block(), 2).get(0);
      assertEquals(new AlignedConv2d.Settings(3, 2, 3, 1, 1, true), seen.settings());
    }
  }

  @Test
  void aGroupSeesItsOwnChannelsAlone() {
    try (Network network = network();
        NDManager manager = network.manager().newSubManager()) {
      NDArray x = manager.randomNormal(INPUT);
      float[] before = forward(network, x);
      NDArray changed = x.duplicate();
      changed.set(new ai.djl.ndarray.index.NDIndex(":, 3:"), 9f);
      float[] after = forward(network, changed);
      int plane = 25;
      for (int n = 0; n < 2; n++) {
        for (int i = 0; i < 2 * plane; i++) {
          int at = n * 4 * plane + i;
          assertEquals(before[at], after[at], "the first group");
        }
      }
      double moved = 0;
      for (int i = 2 * plane; i < 4 * plane; i++) {
        moved += Math.abs(before[i] - after[i]);
      }
      assertEquals(true, moved > 1, "the second group");
    }
  }

  private static float[] forward(Network network, NDArray x) {
    return network.forward(new NDList(x), false).singletonOrThrow().toFloatArray();
  }

  @Test
  void refusesGroupsThatDoNotDivide() {
    assertThrows(IllegalArgumentException.class, () -> new AlignedConv2d(SETTINGS, 4));
  }
}
