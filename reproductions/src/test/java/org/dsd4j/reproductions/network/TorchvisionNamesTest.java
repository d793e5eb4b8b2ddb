package org.dsd4j.reproductions.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.reproductions.row.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that an export writes, against the state dicts of torchvision. */
class TorchvisionNamesTest {
  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("resnet18", ResNet.resNet18(Stem.IMAGENET, 64, 1000)),
        Arguments.of("resnet50", ResNet.resNet50(Stem.IMAGENET, 64, 1000)),
        Arguments.of("vgg16", Vgg16.of(Stem.IMAGENET, 64, 1000, 0.5)),
        Arguments.of("squeezenet1_0", SqueezeNet.of(Stem.IMAGENET, 96, 1000, 0.5)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void areThoseOfTheStateDictNoMoreAndNoLess(String network, Block block) {
    TorchNames names = Row.find(network.replace("1_0", "")).torchvision().orElseThrow();
    Map<String, String> written = new TreeMap<>();
    for (NamedParameter named : NetworkParameters.of(block).all()) {
      for (String name : names.names(named.path())) {
        assertEquals(Optional.of(named.path()), names.path(name), "the way back of " + name);
        assertNull(written.put(name, named.path()), "twice: " + name);
      }
      for (String name : names.counters(named.path())) {
        assertEquals(Optional.empty(), names.path(name));
        assertNull(written.put(name, named.path()), "twice: " + name);
        assertArrayEquals(new long[0], ParityFixture.read(network).state().get(name));
      }
    }
    assertEquals(new TreeMap<>(ParityFixture.read(network).state()).keySet(), written.keySet());
  }

  @Test
  void rowsWithoutATwinHaveNone() {
    List<String> without =
        Row.all().stream().filter(row -> row.torchvision().isEmpty()).map(Row::id).toList();
    assertEquals(
        List.of("alexnet", "deepspeech", "deepspeech2", "googlenet", "neuraltalk"), without);
  }
}
