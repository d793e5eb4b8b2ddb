package org.dsd4j.djl.checkpoint;

import static org.dsd4j.djl.fixture.Fixtures.network;
import static org.dsd4j.djl.fixture.Fixtures.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.checkpoint.WeightExport.Written;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(StartEngine.class)
final class WeightExportTest {
  private static final TorchNames TORCH =
      TorchNames.builder()
          .layer("0", "01Linear")
          .norm("1", "02BatchNorm")
          .layer("4", "05Linear")
          .build();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void comesBackUnderOurPathsWhateverNamesAreGiven(Precision precision) throws IOException {
    try (Network from = network(Fixtures.mlpWithNormAndDropout(), precision, 1);
        Network into = network(Fixtures.mlpWithNormAndDropout(), precision, 2)) {
      trainPruned(from, 0.5);
      Path file = folder.resolve("a.safetensors");
      Written written = WeightExport.of(from.block()).write(file);
      assertEquals(Files.size(file), written.bytes());
      assertEquals(written.denseBytes(), written.bytes());
      assertEquals(8, written.parameters());
      assertEquals(16 * 6 + 16 + 4 * 16 + 4 * 16 + 4, written.values());
      assertTrue(written.zeros() >= 16 * 6 / 2 + 4 * 16 / 2);
      assertEquals(zeros(from), written.zeros());
      PretrainedWeights.load(file, into, name -> Optional.of("not asked for"));
      assertEquals(from.sha256(), into.sha256());
      PretrainedWeightsTest.assertStillTrains(into);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, SINGLE",
    "0.3, SINGLE",
    "0.8, SINGLE",
    "0.995, SINGLE",
    "0.3, DOUBLE",
    "0.8, DOUBLE"
  })
  void theSparseFormComesBackToTheBit(double sparsity, Precision precision) throws IOException {
    try (Network from = network(Fixtures.mlp(97), precision, 1);
        Network into = network(Fixtures.mlp(97), precision, 2)) {
      trainPruned(from, sparsity);
      Path file = folder.resolve("a.safetensors");
      Written written = WeightExport.of(from.block()).sparse().write(file);
      assertEquals(Files.size(file), written.bytes());
      assertEquals(sparsity > 0, written.bytes() < written.denseBytes());
      assertEquals(
          written.denseBytes(), WeightExport.of(from.block()).write(folder.resolve("b")).bytes());
      PretrainedWeights.load(file, into, TensorNames.same());
      assertEquals(from.sha256(), into.sha256());
      PretrainedWeightsTest.assertStillTrains(into);
    }
  }

  @Test
  void anotherProgramFindsItsNamesAndCounters() {
    try (Network from = network(Fixtures.mlpWithNormAndDropout(), 1);
        Network into = network(Fixtures.mlpWithNormAndDropout(), 2)) {
      Path file = folder.resolve("a.safetensors");
      WeightExport.of(from.block()).named(TORCH).write(file);
      Map<String, Tensor> tensors = TensorFile.read(file).tensors();
      assertEquals(
          Set.of(
              "0.weight",
              "0.bias",
              "1.weight",
              "1.bias",
              "1.running_mean",
              "1.running_var",
              "1.num_batches_tracked",
              "4.weight",
              "4.bias"),
          tensors.keySet());
      assertEquals(ForeignFile.number(0), tensors.get("1.num_batches_tracked"));
      assertNotEquals(from.sha256(), into.sha256());
      PretrainedWeights.load(file, into, TORCH);
      assertEquals(from.sha256(), into.sha256());
    }
  }

  @Test
  void aLayerInTwoPlacesIsWrittenUnderBothNamesAndReadAgain() {
    TorchNames twice =
        TorchNames.builder()
            .layer("a", "01Linear")
            .layer("b", "01Linear")
            .layer("c", "03Linear")
            .build();
    try (Network from = network(Fixtures.mlp(200), 1);
        Network into = network(Fixtures.mlp(200), 2)) {
      trainPruned(from, 0.9);
      Path file = folder.resolve("a.safetensors");
      Written written = WeightExport.of(from.block()).named(twice).sparse().write(file);
      assertEquals(4, written.parameters());
      assertEquals(200 * 6 + 200 + 4 * 200 + 4, written.values(), "counted once");
      PretrainedWeights.load(file, into, twice);
      assertEquals(from.sha256(), into.sha256());
    }
  }

  @Test
  void aSharedLayerIsWrittenOnceHereAndOnceForEachPlaceElsewhere() throws IOException {
    Linear shared = Linear.builder().setUnits(Fixtures.IN).build();
    SequentialBlock block = new SequentialBlock().add(shared).add(Activation::relu).add(shared);
    Linear other = Linear.builder().setUnits(Fixtures.IN).build();
    SequentialBlock twin = new SequentialBlock().add(other).add(Activation::relu).add(other);
    TorchNames names = TorchNames.builder().layer("0", "01Linear").layer("2", "03Linear").build();
    try (Network from = network(block, Precision.SINGLE, 1);
        Network into = network(twin, Precision.SINGLE, 2)) {
      Path own = folder.resolve("own");
      WeightExport.of(block).write(own);
      assertEquals(
          Set.of("01Linear.weight", "01Linear.bias"), TensorFile.read(own).tensors().keySet());
      Path theirs = folder.resolve("theirs");
      var written = WeightExport.of(block).named(names).write(theirs);
      assertEquals(2, written.parameters());
      assertEquals(
          Set.of("0.weight", "0.bias", "2.weight", "2.bias"),
          TensorFile.read(theirs).tensors().keySet());
      PretrainedWeights.load(theirs, into, names);
      assertEquals(from.sha256(), into.sha256());
    }
  }

  @Test
  void aCheckpointGivesTheSameFileAsItsNetwork() throws IOException {
    try (Network network = network(Fixtures.mlpWithNormAndDropout(), 1);
        var optimizer =
            new MaskedOptimizer(MomentumSgd.of(Tracker.fixed(0.1f), 0.9f), network.block())) {
      optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.5)));
      step(network, optimizer, 1);
      Path checkpoint = folder.resolve("final.safetensors");
      Checkpoint.of(network, optimizer, new Position(1, 1, 1)).write(checkpoint);
      Path a = folder.resolve("a");
      Path b = folder.resolve("b");
      assertEquals(
          WeightExport.of(network.block()).write(a),
          WeightExport.of(Checkpoint.read(checkpoint)).write(b));
      assertEquals(-1, Files.mismatch(a, b));
    }
  }

  @Test
  void namesThatAreMissingOrDoubleAreListedAtOnceAndNothingIsWritten() {
    try (Network network = network(Fixtures.mlp(3), 1)) {
      Path file = folder.resolve("a");
      ExportNames names =
          path ->
              path.endsWith("bias")
                  ? List.of("bias")
                  : path.startsWith("03") ? List.of() : List.of("w");
      assertRefused(
          network.block(),
          names,
          file,
          "cannot export to "
              + file
              + ": 03Linear.weight has no name there; 01Linear.bias and 03Linear.bias are both"
              + " bias");
    }
  }

  @Test
  void countersMayNotHideAParameter() {
    ExportNames names =
        new ExportNames() {
          @Override
          public List<String> names(String path) {
            return List.of(path);
          }

          @Override
          public List<String> counters(String path) {
            return path.equals("01Linear.bias") ? List.of("03Linear.bias") : List.of();
          }
        };
    try (Network network = network(Fixtures.mlp(3), 1)) {
      Path file = folder.resolve("a");
      assertRefused(
          network.block(),
          names,
          file,
          "cannot export to " + file + ": 01Linear.bias and 03Linear.bias are both 03Linear.bias");
    }
  }

  @Test
  void aNetworkWithoutValuesIsRefused() {
    Path file = folder.resolve("a");
    String start = "cannot export to " + file + ": ";
    assertRefused(
        Fixtures.mlp(3),
        path -> List.of(path),
        file,
        start + "4 of 4 parameters have no values: initialise the block first");
    assertRefused(
        Blocks.batchFlattenBlock(),
        path -> List.of(path),
        file,
        start + "the block has no parameters");
    Network network = network(Fixtures.mlp(3), 1);
    SequentialBlock half = new SequentialBlock().add(network.block()).add(Fixtures.mlp(3));
    assertRefused(
        half,
        path -> List.of(path),
        file,
        start + "4 of 8 parameters have no values: initialise the block first");
    network.close();
    Block freed = Fixtures.mlp(3);
    try (NDManager manager = NDManager.newBaseManager()) {
      freed.initialize(manager, DataType.FLOAT32, new Shape(1, Fixtures.IN));
    }
    assertRefused(
        freed,
        path -> List.of(path),
        file,
        start + "4 of 4 parameters are freed: export before what owns them closes");
  }

  @Test
  void placesThatCannotBeWrittenAreRefusedInOneLine() throws IOException {
    try (Network network = network(Fixtures.mlp(3), 1)) {
      WeightExport export = WeightExport.of(network.block()).sparse();
      for (Map.Entry<Path, String> bad :
          Map.of(
                  folder,
                  "it is a folder; name a file",
                  Files.createDirectory(folder.resolve("empty")),
                  "it is a folder; name a file",
                  folder.resolve("no/a"),
                  "does not exist (any more)",
                  Files.createFile(folder.resolve("file")).resolve("a"),
                  "Not a directory")
              .entrySet()) {
        var e = assertThrows(CheckpointException.class, () -> export.write(bad.getKey()));
        assertTrue(e.getMessage().contains(bad.getKey().toString()), e::getMessage);
        assertTrue(e.getMessage().contains(bad.getValue()), e::getMessage);
        assertFalse(e.getMessage().contains("\n"), e::getMessage);
      }
      try (var left = Files.list(folder)) {
        assertEquals(2, left.count(), "nothing is left behind");
      }
    }
  }

  @Test
  void valuesAreThoseOfTheMomentOfWriting() {
    try (Network network = network(Fixtures.mlp(3), 1);
        Network into = network(Fixtures.mlp(3), 2)) {
      WeightExport export = WeightExport.of(network.block());
      Path file = folder.resolve("a");
      export.write(file);
      trainPruned(network, 0);
      export.write(file);
      PretrainedWeights.load(file, into, TensorNames.same());
      assertEquals(network.sha256(), into.sha256());
    }
  }

  @Test
  void aBlockOfHalfPrecisionKeepsItsTypeAndWholeNumbersAreRefused() {
    try (Network network = network(Fixtures.mlp(40), 1)) {
      var parameter = network.parameters().find("01Linear.weight").orElseThrow();
      NDArray half = parameter.array().toType(DataType.FLOAT16, true);
      NDArray whole = parameter.array().toType(DataType.INT32, true);
      replace(parameter.parameter(), half);
      Path file = folder.resolve("a");
      WeightExport.of(network.block()).sparse().write(file);
      assertEquals("F16", TensorFile.read(file).tensors().get("01Linear.weight").type());
      replace(parameter.parameter(), whole);
      var e =
          assertThrows(
              CheckpointException.class, () -> WeightExport.of(network.block()).write(file));
      assertEquals(
          "cannot export to " + file + ": 01Linear.weight is int32, not floating point",
          e.getMessage());
    }
  }

  private static void replace(Parameter parameter, NDArray array) {
    parameter.close();
    parameter.setShape(null);
    parameter.setArray(array);
  }

  private static long zeros(Network network) {
    return network.parameters().all().stream()
        .flatMapToDouble(named -> Arrays.stream(Fixtures.doubles(named.array())))
        .filter(value -> value == 0)
        .count();
  }

  private static void assertRefused(Block block, ExportNames names, Path file, String message) {
    var e =
        assertThrows(
            CheckpointException.class, () -> WeightExport.of(block).named(names).write(file));
    assertEquals(message, e.getMessage());
    assertFalse(Files.exists(file));
  }

  /** Some steps under a mask, so that pruned weights are zeros of either sign. */
  private static void trainPruned(Network network, double sparsity) {
    try (var optimizer =
        new MaskedOptimizer(MomentumSgd.of(Tracker.fixed(0.1f), 0.9f), network.block())) {
      optimizer.prune(PruningPolicy.perLayer(Sparsity.of(sparsity)));
      step(network, optimizer, 1);
      step(network, optimizer, 2);
    }
  }
}
