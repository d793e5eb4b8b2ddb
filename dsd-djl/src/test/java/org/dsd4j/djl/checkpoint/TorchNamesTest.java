package org.dsd4j.djl.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TorchNamesTest {
  private final TorchNames names =
      TorchNames.builder()
          .layer("features.0", "conv1")
          .norm("features.1", "bn1")
          .layer("head", "fc")
          .layer("head_again", "fc")
          .build();

  @Test
  void whatIsReadUnderANameIsWrittenUnderIt() {
    for (String name :
        List.of(
            "features.0.weight",
            "features.0.bias",
            "features.1.weight",
            "features.1.bias",
            "features.1.running_mean",
            "features.1.running_var",
            "head.weight",
            "head_again.weight")) {
      String path = names.path(name).orElseThrow();
      assertTrue(names.names(path).contains(name), name + " -> " + path);
    }
    assertEquals(Optional.of("bn1.runningVar"), names.path("features.1.running_var"));
    assertEquals(Optional.of("conv1.bias"), names.path("features.0.bias"));
  }

  @Test
  void aLayerInTwoPlacesHasTwoNames() {
    assertEquals(List.of("head.bias", "head_again.bias"), names.names("fc.bias"));
  }

  @Test
  void normalisationsCountBatchesAndNothingElseDoes() {
    assertEquals(List.of("features.1.num_batches_tracked"), names.counters("bn1.runningMean"));
    for (String path : List.of("bn1.gamma", "bn1.runningVar", "conv1.weight", "x.runningMean")) {
      assertEquals(List.of(), names.counters(path), path);
    }
    assertEquals(Optional.empty(), names.path("features.1.num_batches_tracked"));
    assertEquals(Optional.empty(), names.path("anything.num_batches_tracked"));
  }

  @Test
  void whatTheTableDoesNotHaveStaysAsItIsAndIsNotWritten() {
    for (String name : List.of("features.7.weight", "weight", "", ".", "features.0")) {
      assertEquals(Optional.of(name), names.path(name));
    }
    assertEquals(List.of(), names.names("conv2.weight"));
    assertEquals(List.of(), names.names("weight"));
  }

  @Test
  void aNetworkThatIsOneLayerHasNoDots() {
    TorchNames one = TorchNames.builder().norm("", "").build();
    assertEquals(Optional.of("gamma"), one.path("weight"));
    assertEquals(List.of("running_var"), one.names("runningVar"));
    assertEquals(List.of("num_batches_tracked"), one.counters("runningMean"));
    assertEquals(List.of("bn.weight"), TorchNames.builder().norm("bn", "").build().names("gamma"));
  }

  @Test
  void oneNameForTwoLayersIsRefused() {
    var builder = TorchNames.builder().layer("a", "b");
    var e = assertThrows(IllegalArgumentException.class, () -> builder.norm("a", "c"));
    assertEquals("'a' is 'b' and cannot be 'c' too", e.getMessage());
  }
}
