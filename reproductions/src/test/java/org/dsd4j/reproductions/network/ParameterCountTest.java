package org.dsd4j.reproductions.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published networks, counted. */
class ParameterCountTest {
  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 2);
  }

  private static long count(Block block, int side) {
    try (Network network = initialize(block, side)) {
      return network.parameters().trainable();
    }
  }

  private static Network initialize(Block block, int side) {
    return Network.initialize(
        block, StartEngine.NAME, Device.cpu(), 1, new Shape(2, 3, side, side));
  }

  @Test
  void vgg16() {
    assertEquals(138_357_544, count(Vgg16.of(Stem.IMAGENET, 64, 1000, 0.5), 224));
  }

  @Test
  void resNet50() {
    assertEquals(25_557_032, count(ResNet.resNet50(Stem.IMAGENET, 64, 1000), 224));
  }

  @Test
  void alexNet() {
    assertEquals(60_965_224, count(AlexNet.of(Stem.IMAGENET, 96, 1000, 0.5), 227));
  }

  @Test
  void squeezeNet() {
    assertEquals(1_248_424, count(SqueezeNet.of(Stem.IMAGENET, 96, 1000, 0.5), 227));
  }

  /**
   * The sum over the definition in Caffe, layer by layer: (inputs x kernel + 1) x outputs. A module
   * with {1x1, 3x3 reduced, 3x3, 5x5 reduced, 5x5, projection} = {a, b, c, d, e, f} over n channels
   * has (n+1)a + (n+1)b + (9b+1)c + (n+1)d + (25d+1)e + (n+1)f parameters and a+c+e+f outputs.
   */
  @Test
  void googLeNet() {
    long stem = (3 * 49 + 1) * 64 + (64 + 1) * 64 + (64 * 9 + 1) * 192;
    int[][] modules = {
      {64, 96, 128, 16, 32, 32},
      {128, 128, 192, 32, 96, 64},
      {192, 96, 208, 16, 48, 64},
      {160, 112, 224, 24, 64, 64},
      {128, 128, 256, 24, 64, 64},
      {112, 144, 288, 32, 64, 64},
      {256, 160, 320, 32, 128, 128},
      {256, 160, 320, 32, 128, 128},
      {384, 192, 384, 48, 128, 128}
    };
    long inner = 0;
    int n = 192;
    for (int[] m : modules) {
      inner += (long) (n + 1) * (m[0] + m[1] + m[3] + m[5]);
      inner += (9L * m[1] + 1) * m[2] + (25L * m[3] + 1) * m[4];
      n = m[0] + m[2] + m[4] + m[5];
    }
    long classifier = (1024 + 1) * 1000;
    // After 4a (512 channels) and 4d (528): mean-pooling to 4 x 4, 1x1 to 128, 1024, 1000.
    long heads = (512 + 1) * 128 + (528 + 1) * 128 + 2L * ((128 * 16 + 1) * 1024 + 1025 * 1000);
    assertEquals(13_378_280, stem + inner + classifier + heads);
    Block block = new GoogLeNet(Stem.IMAGENET, 64, 1000, GoogLeNet.Rates.PUBLISHED);
    try (Network network = initialize(block, 224)) {
      assertEquals(stem + inner + classifier + heads, network.parameters().trainable());
      assertEquals(
          heads,
          network.parameters().all().stream()
              .filter(named -> named.path().startsWith("loss"))
              .mapToLong(NamedParameter::count)
              .sum());
    }
  }

  private static Map<String, Long> byLayer(Block block) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Shape[] inputs = {new Shape(20, 1, 161), new Shape(1)};
    try (Network network = Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, inputs)) {
      for (NamedParameter named : network.parameters().all()) {
        if (named.trains()) {
          String layer = named.path().replaceFirst("\\..*", "");
          counts.merge(layer, named.count(), Long::sum);
        }
      }
    }
    return counts;
  }

  /** The counts of the paper's table. */
  @Test
  void deepSpeech() {
    assertEquals(
        Map.of(
            "conv", 1_814_528L,
            "fc1", 1_049_600L,
            "fc2", 1_049_600L,
            "recurrent", 3_146_752L,
            "fc4", 1_049_600L,
            "ctc", 29_725L),
        byLayer(new DeepSpeech(DeepSpeech.PUBLISHED_WIDTH, 29)));
  }

  /**
   * The counts of the paper's table; the norm of the fully connected layer stands apart here, and
   * the scores, 95,054 in the paper, which follows from no sizes, are 1760 * 29 + 29.
   */
  @Test
  void deepSpeech2() {
    Map<String, Long> expected = new LinkedHashMap<>();
    expected.put("conv1", 19_616L);
    expected.put("conv2", 239_168L);
    expected.put("recurrent1", 8_507_840L);
    for (int i = 2; i <= 7; i++) {
      expected.put("recurrent" + i, 9_296_320L);
    }
    expected.put("fc", 3_101_120L - 2 * 1760);
    expected.put("norm", 2 * 1760L);
    expected.put("ctc", 51_069L);
    DeepSpeech2.Sizes published =
        new DeepSpeech2.Sizes(DeepSpeech2.PUBLISHED_WIDTH, DeepSpeech2.PUBLISHED_CHANNELS, 2, 29);
    assertEquals(expected, byLayer(new DeepSpeech2(published)));
  }
}
