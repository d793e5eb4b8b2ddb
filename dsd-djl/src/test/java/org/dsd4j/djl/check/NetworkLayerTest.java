package org.dsd4j.djl.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.recurrent.LSTM;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.nn.BidirectionalRecurrence;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.NetworkParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class NetworkLayerTest {
  @Test
  void layersHaveThePathsOfTheirParameters() {
    Block shared = linear();
    Block network =
        new Chain()
            .add("first", linear())
            .add("branches", new ParallelBlock(all -> all.get(0), List.of(linear(), shared)))
            .add(
                "row",
                new SequentialBlock()
                    .add(linear())
                    .add(Activation::relu)
                    .add(BatchNorm.builder().build())
                    .add(new SequentialBlock().add(linear()).add(Activation::relu).add(shared)))
            .add("both", new BidirectionalRecurrence(3, true));
    List<String> named =
        NetworkParameters.of(network).all().stream()
            .map(NamedParameter::path)
            // What two blocks share is one layer.
            .filter(path -> !path.startsWith("row.SequentialBlock.03Linear"))
            .sorted()
            .toList();
    List<String> found = new ArrayList<>();
    for (NetworkLayer layer : NetworkLayer.of(network)) {
      for (String own : layer.block().getDirectParameters().keys()) {
        found.add(layer.path() + "." + own);
      }
    }
    assertEquals(named, found.stream().sorted().toList());
  }

  @Test
  void layersAreWhatComputes() {
    Block network =
        new SequentialBlock()
            .add(linear())
            .add(Activation::relu)
            .add(new SequentialBlock().add(linear()));
    assertEquals(
        List.of("Linear", "LambdaBlock", "SequentialBlock.Linear"),
        NetworkLayer.of(network).stream().map(NetworkLayer::path).toList());
    Block alone = linear();
    assertEquals(List.of(new NetworkLayer("", alone)), NetworkLayer.of(alone));
  }

  @Test
  void aLayerSaysItsKindAndSize() {
    assertEquals("the layer (Linear, weight (5, 3))", words(linear(), new Shape(2, 3)));
    assertEquals(
        "the layer (LSTM, state size 100)",
        words(LSTM.builder().setNumLayers(2).setStateSize(100).build(), new Shape(2, 4, 3)));
    assertEquals(
        "the layer (BatchNorm, gamma (3))", words(BatchNorm.builder().build(), new Shape(2, 3)));
  }

  private static String words(Block block, Shape shape) {
    try (Network network = Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, shape)) {
      return NetworkLayer.of(network.block()).get(0).inWords();
    }
  }

  private static Block linear() {
    return Linear.builder().setUnits(5).build();
  }
}
