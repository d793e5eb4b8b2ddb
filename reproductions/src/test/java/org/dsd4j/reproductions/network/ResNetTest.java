package org.dsd4j.reproductions.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.ArithmeticCheck;
import org.dsd4j.djl.kit.engine.ConvolutionShape;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResNetTest {
  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 2);
  }

  private static Network network(Block block, Shape input) {
    return Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, input);
  }

  @Test
  void hasTheParametersOfResNet18() {
    try (Network network =
        network(ResNet.resNet18(Stem.IMAGENET, 64, 1000), new Shape(1, 3, 224, 224))) {
      assertEquals(11_689_512, network.parameters().trainable());
      assertEquals(
          List.of(64L, 3L, 7L, 7L),
          shape(network.parameters().find("conv1.weight").orElseThrow().shape()));
      assertEquals(
          List.of(1000L, 512L),
          shape(network.parameters().find("fc.weight").orElseThrow().shape()));
    }
  }

  @Test
  void theSmallStemKeepsTheSizeOfTheImage() {
    Block block = ResNet.resNet18(Stem.SMALL_IMAGE, 16, 10);
    try (Network network = network(block, new Shape(2, 3, 32, 32))) {
      List<ConvolutionShape> convolutions = ConvolutionShape.of(block, 2);
      assertEquals(32, convolutions.get(1).height());
      assertEquals(4, convolutions.stream().mapToInt(ConvolutionShape::height).min().orElseThrow());
      assertEquals(701_466, network.parameters().trainable());
    }
  }

  @Test
  void scoresHaveOneRowAnExample() {
    try (Network network =
            network(ResNet.resNet18(Stem.SMALL_IMAGE, 16, 7), new Shape(4, 3, 24, 24));
        NDManager manager = network.manager().newSubManager()) {
      NDArray ones = manager.ones(new Shape(4, 3, 24, 24));
      NDArray scores = network.forward(new NDList(ones), false).singletonOrThrow();
      assertEquals(new Shape(4, 7), scores.getShape());
      float[] values = scores.toFloatArray();
      assertEquals(values[0], values[7], 1e-5, "equal images have equal scores");
    }
  }

  @Test
  void everyConvolutionInUseIsRightOnPoisonedMemory() {
    try (Network small =
            network(ResNet.resNet18(Stem.SMALL_IMAGE, 16, 10), new Shape(2, 3, 24, 24));
        Network wide = network(ResNet.resNet18(Stem.SMALL_IMAGE, 32, 10), new Shape(2, 3, 32, 32));
        Network paper =
            network(ResNet.resNet18(Stem.IMAGENET, 64, 1000), new Shape(1, 3, 224, 224));
        NDManager manager = NDManager.newBaseManager()) {
      ArithmeticCheck check = new ArithmeticCheck(manager);
      assertEquals(List.of(), check.check(ConvolutionShape.of(small.block(), 64)));
      assertEquals(List.of(), check.check(ConvolutionShape.of(wide.block(), 2)));
      List<ConvolutionShape> large = ConvolutionShape.of(paper.block(), 1);
      assertTrue(large.size() > 8, "the stem, four stages, three shortcuts");
      assertEquals(List.of(), check.check(large));
    }
  }

  private static List<Long> shape(long[] sizes) {
    return java.util.Arrays.stream(sizes).boxed().toList();
  }
}
