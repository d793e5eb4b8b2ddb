package org.dsd4j.djl.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.api.pruning.ParameterKind;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class NetworkParametersTest {
  @Test
  void childrenThatHaveNamesKeepThem() {
    Named inner = new Named("conv1", new AlignedConv2d(settings()), "bn1", norm());
    Named outer = new Named("layer1", inner, "fc", linear());
    assertEquals(
        List.of(
            "layer1.conv1.weight",
            "layer1.bn1.gamma",
            "layer1.bn1.beta",
            "layer1.bn1.runningMean",
            "layer1.bn1.runningVar",
            "fc.weight",
            "fc.bias"),
        paths(outer));
  }

  @Test
  void childrenOfTheSameKindAreToldApartByTheirNumbers() {
    assertEquals(
        List.of("01Linear.weight", "01Linear.bias", "03Linear.weight", "03Linear.bias"),
        paths(Fixtures.mlp(3)));
    SequentialBlock nested =
        new SequentialBlock()
            .add(linear())
            .add(new SequentialBlock().add(linear()).add(Activation::relu).add(linear()));
    assertEquals(
        List.of(
            "Linear.weight",
            "Linear.bias",
            "SequentialBlock.01Linear.weight",
            "SequentialBlock.01Linear.bias",
            "SequentialBlock.03Linear.weight",
            "SequentialBlock.03Linear.bias"),
        paths(nested));
  }

  @Test
  void branchesAreNamed() {
    ParallelBlock branches = new ParallelBlock(lists -> lists.get(0), List.of(linear(), linear()));
    assertEquals(
        List.of("01Linear.weight", "01Linear.bias", "02Linear.weight", "02Linear.bias"),
        paths(branches));
  }

  @Test
  void moreThanNinetyNineChildrenStayDistinct() {
    SequentialBlock deep = new SequentialBlock();
    for (int i = 0; i < 120; i++) {
      deep.add(linear());
    }
    List<String> paths = paths(deep);
    assertEquals(240, paths.stream().distinct().count());
    assertEquals("120Linear.weight", paths.get(238));
  }

  @Test
  void kindsFollowFromWhatAParameterIsFor() {
    NetworkParameters parameters = NetworkParameters.of(new Named("fc", linear(), "norm", norm()));
    assertEquals(ParameterKind.WEIGHT, kind(parameters, "fc.weight"));
    assertEquals(ParameterKind.BIAS, kind(parameters, "fc.bias"));
    assertEquals(ParameterKind.NORM, kind(parameters, "norm.gamma"));
    assertEquals(ParameterKind.NORM, kind(parameters, "norm.beta"));
    assertEquals(ParameterKind.OTHER, kind(parameters, "norm.runningVar"));
    assertEquals(Optional.empty(), parameters.find("fc.gamma"));
  }

  @Test
  void runningStatisticsAreListedButNotCounted() {
    try (Network network = Fixtures.network(Fixtures.mlpWithNormAndDropout(), 1)) {
      long weights = 6 * 16 + 16 + 2 * 16 + 16 * 4 + 4;
      assertEquals(weights, network.parameters().trainable());
      long listed = network.parameters().all().stream().mapToLong(NamedParameter::count).sum();
      assertEquals(weights + 2 * 16, listed);
    }
  }

  @Test
  void valuesBeforeInitialisationAreRefused() {
    NamedParameter weight = NetworkParameters.of(linear()).all().get(0);
    var e = assertThrows(IllegalStateException.class, () -> weight.values().get());
    assertTrue(e.getMessage().startsWith("weight has no values yet"), e::getMessage);
  }

  private static ParameterKind kind(NetworkParameters parameters, String path) {
    return parameters.find(path).orElseThrow().kind();
  }

  private static List<String> paths(Block block) {
    return NetworkParameters.of(block).all().stream().map(NamedParameter::path).toList();
  }

  private static Linear linear() {
    return Linear.builder().setUnits(3).build();
  }

  private static BatchNorm norm() {
    return BatchNorm.builder().build();
  }

  private static AlignedConv2d.Settings settings() {
    return new AlignedConv2d.Settings(3, 16, 3, 1, 1, false);
  }

  /** A block with two children under names of its own, as networks have them. */
  private static final class Named extends AbstractBlock {
    Named(String first, Block one, String second, Block two) {
      addChildBlock(first, one);
      addChildBlock(second, two);
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList in, boolean training, PairList<String, Object> params) {
      throw new UnsupportedOperationException("named, never run");
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
      return inputShapes;
    }
  }
}
