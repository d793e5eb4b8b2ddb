package org.dsd4j.reproductions.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Relu;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reproductions.network.ResNet;
import org.dsd4j.reproductions.network.Stem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CnnEncoderTest {
  private static final Standardization HALVES =
      new Standardization(new float[] {0.5f, 0.25f, 0}, new float[] {0.5f, 0.25f, 1});

  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 1);
  }

  private static Network network(Block block, int side) {
    return Network.initialize(
        block, StartEngine.NAME, Device.cpu(), 1, new Shape(1, 3, side, side));
  }

  private static byte[] pixels(ImageSize size, long seed) {
    byte[] bytes = new byte[size.pixels()];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /**
   * A chain that changes nothing but negative values: cells are means that can be computed here.
   */
  @Test
  void averagesTheCellsOfEachLayer() {
    ImageSize size = ImageSize.rgb(4);
    Chain chain = new Chain().add("first", new Relu()).add("second", new Relu());
    byte[] picture = pixels(size, 3);
    try (Network network = network(chain, 4)) {
      CnnEncoder encoder = new CnnEncoder(network, size, HALVES, List.of("first", "second"), 2);
      float[] features = encoder.of(List.of(picture));
      float[] expected = new float[3 * 4];
      for (int i = 0; i < picture.length; i++) {
        int channel = i / 16;
        int cell = i % 16 / 8 * 2 + i % 4 / 2;
        float value =
            ((picture[i] & 0xff) / 255f - HALVES.mean()[channel]) / HALVES.deviation()[channel];
        expected[channel * 4 + cell] += Math.max(0, value) / 4;
      }
      assertEquals(24, features.length);
      for (int layer = 0; layer < 2; layer++) {
        float[] part = java.util.Arrays.copyOfRange(features, layer * 12, layer * 12 + 12);
        assertArrayEquals(expected, part, 1e-6f);
      }
    }
  }

  @Test
  void aPictureIsSeenAlikeAloneAndAmongOthers() {
    ImageSize size = ImageSize.rgb(32);
    try (Network network = network(ResNet.resNet18(Stem.SMALL_IMAGE, 16, 10), 16)) {
      CnnEncoder encoder = CnnEncoder.ofResNet18(network, size, HALVES);
      List<byte[]> pictures = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        pictures.add(pixels(size, i));
      }
      float[] together = encoder.of(pictures);
      int dimension = (4 + 8) * 16 * 4;
      assertEquals(3 * dimension, together.length);
      for (int i = 0; i < 3; i++) {
        float[] alone = encoder.of(List.of(pictures.get(i)));
        float[] part = java.util.Arrays.copyOfRange(together, i * dimension, (i + 1) * dimension);
        assertArrayEquals(part, alone, 1e-4f);
      }
    }
  }
}
