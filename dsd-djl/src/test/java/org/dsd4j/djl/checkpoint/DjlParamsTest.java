package org.dsd4j.djl.checkpoint;

import static org.dsd4j.djl.checkpoint.PretrainedWeightsTest.assertProblems;
import static org.dsd4j.djl.checkpoint.PretrainedWeightsTest.assertStillTrains;
import static org.dsd4j.djl.fixture.Fixtures.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StartEngine.class)
final class DjlParamsTest {
  @TempDir private Path folder;

  @Test
  void whatDjlSavedComesBackIntoTheArraysThatTheNetworkHas() throws IOException {
    try (Network from = network(Fixtures.mlpWithNormAndDropout(), 1);
        Network into = network(Fixtures.mlpWithNormAndDropout(), 2)) {
      Path file = save(from);
      List<NDArray> arrays = arrays(into);
      assertNotEquals(from.sha256(), into.sha256());
      PretrainedWeights.load(file, into, TensorNames.same());
      assertEquals(from.sha256(), into.sha256());
      assertSameArrays(arrays, into);
      assertStillTrains(into);
    }
  }

  @Test
  void anotherNetworkIsRefusedWithEveryShapeAndNothingIsWritten() throws IOException {
    try (Network from = network(Fixtures.mlp(5), 1);
        Network into = network(Fixtures.mlp(6), 2)) {
      Path file = save(from);
      List<NDArray> arrays = arrays(into);
      assertProblems(
          into,
          file,
          "wrong shape: 01Linear.weight is [5, 6] there, [6, 6] here",
          "wrong shape: 01Linear.bias is [5] there, [6] here",
          "wrong shape: 03Linear.weight is [4, 5] there, [4, 6] here");
      assertSameArrays(arrays, into);
      assertStillTrains(into);
    }
  }

  @Test
  void valuesThatAreNotFiniteAreRefused() throws IOException {
    try (Network from = network(Fixtures.mlp(5), 1);
        Network into = network(Fixtures.mlp(5), 2)) {
      NDArray bias = from.parameters().find("01Linear.bias").orElseThrow().array();
      bias.addi(Float.NaN);
      assertProblems(
          into, save(from), "not finite: 01Linear.bias has 5 of 5 values infinite or not a number");
    }
  }

  @Test
  void aFileOfOtherLayersIsRefusedWhereItLeavesTheOrder() throws IOException {
    try (Network from = network(Fixtures.mlp(16), 1);
        Network into = network(Fixtures.mlpWithNormAndDropout(), 2)) {
      List<NDArray> arrays = arrays(into);
      Path file = save(from);
      var e =
          assertThrows(
              CheckpointException.class,
              () -> PretrainedWeights.load(file, into, TensorNames.same()));
      assertTrue(e.getMessage().contains("of another network: DJL says"), e::getMessage);
      assertSameArrays(arrays, into);
      assertStillTrains(into);
    }
  }

  @Test
  void aFileThatEndsEarlyOrLateIsRefused() throws IOException {
    try (Network network = network(Fixtures.mlp(3), 1)) {
      Path file = save(network);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 4; length < whole.length; length += 11) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertProblems(network, file, "truncated: the file ends before the network does");
      }
      Files.write(file, Arrays.copyOf(whole, whole.length + 1));
      assertProblems(
          network, file, "surplus: the file continues after the last parameter of this network");
    }
  }

  private Path save(Network network) throws IOException {
    try (Model model = Model.newInstance("given", network.manager().getDevice())) {
      model.setBlock(network.block());
      model.save(folder, "given");
      // Closing the model would close the block, and with it the network's parameters.
      model.setBlock(Fixtures.mlp(1));
    }
    return folder.resolve("given-0000.params");
  }

  private static List<NDArray> arrays(Network network) {
    return network.parameters().all().stream().map(NamedParameter::array).toList();
  }

  private static void assertSameArrays(List<NDArray> expected, Network network) {
    List<NDArray> actual = arrays(network);
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < actual.size(); i++) {
      assertSame(expected.get(i), actual.get(i));
    }
  }
}
