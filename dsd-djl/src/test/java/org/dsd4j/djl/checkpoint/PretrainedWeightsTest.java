package org.dsd4j.djl.checkpoint;

import static org.dsd4j.djl.fixture.Fixtures.network;
import static org.dsd4j.djl.fixture.Fixtures.step;
import static org.dsd4j.djl.fixture.Fixtures.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StartEngine.class)
final class PretrainedWeightsTest {
  /** The names of another program: ours after a prefix, and a count that is not used. */
  private static final TensorNames NAMES =
      name ->
          name.endsWith("num_batches_tracked")
              ? Optional.empty()
              : Optional.of(name.replaceFirst("^module\\.", ""));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 0x280})
  void weightsOfOthersComeInUnderTheirNames(int headerLength) throws IOException {
    try (Network from = network(Fixtures.mlpWithNormAndDropout(), 1);
        Network into = network(Fixtures.mlpWithNormAndDropout(), 2)) {
      Map<String, Tensor> tensors = tensors(from);
      tensors.put("module.bn1.num_batches_tracked", ForeignFile.number(7));
      // With 0x280 bytes of header the file starts with the bytes of a pickle, 80 02.
      Path file = ForeignFile.write(folder.resolve("a"), tensors, headerLength);
      assertNotEquals(from.sha256(), into.sha256());
      PretrainedWeights.load(file, into, NAMES);
      assertEquals(from.sha256(), into.sha256());
      assertStillTrains(into);
    }
  }

  @Test
  void aCheckpointOfOursGivesItsWeightsAlone() {
    Path file = folder.resolve("final.safetensors");
    MomentumSgd sgd =
        MomentumSgd.builder().setLearningRateTracker(Tracker.fixed(0.1f)).optMomentum(0.9f).build();
    try (Network from = network(Fixtures.mlpWithNormAndDropout(), 1);
        Network into = network(Fixtures.mlpWithNormAndDropout(), 2);
        var optimizer = new MaskedOptimizer(sgd, from.block())) {
      optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.5)));
      step(from, optimizer, 1);
      Checkpoint.of(from, optimizer, new Position(1, 1, 1)).write(file);
      PretrainedWeights.load(file, into, name -> Optional.of("not asked for"));
      assertEquals(from.sha256(), into.sha256());
    }
  }

  @Test
  void everyProblemIsListedAtOnceAndNothingIsWritten() throws IOException {
    try (Network network = network(Fixtures.mlpWithNormAndDropout(), 1)) {
      Map<String, Tensor> tensors = tensors(network);
      tensors.remove("module.02BatchNorm.runningVar");
      tensors.remove("module.05Linear.bias");
      tensors.put("module.extra.weight", ForeignFile.floats(new float[2], 2));
      tensors.put("module.01Linear.weight", ForeignFile.floats(new float[15], 3, 5));
      tensors.put("02BatchNorm.gamma", ForeignFile.floats(new float[16], 16));
      float[] broken = new float[16];
      broken[3] = Float.NaN;
      broken[5] = Float.NEGATIVE_INFINITY;
      tensors.put("module.01Linear.bias", ForeignFile.floats(broken, 16));
      byte[] whole = new byte[16];
      tensors.put(
          "module.02BatchNorm.beta",
          new Tensor("I8", java.util.List.of(16L), ByteBuffer.wrap(whole)));
      Path file = ForeignFile.write(folder.resolve("a"), tensors, 0);
      assertProblems(
          network,
          file,
          "missing: 02BatchNorm.runningVar [16], the file has none",
          "missing: 05Linear.bias [4], the file has none",
          "surplus: module.extra.weight -> extra.weight [2], this network has no extra.weight",
          "wrong shape: module.01Linear.weight -> 01Linear.weight is [3, 5] there, [16, 6] here",
          "double: module.02BatchNorm.gamma and 02BatchNorm.gamma are both 02BatchNorm.gamma",
          "not finite: module.01Linear.bias -> 01Linear.bias has 2 of 16 values infinite or not a"
              + " number",
          "wrong type: module.02BatchNorm.beta -> 02BatchNorm.beta is I8, not F64, F32, F16 or BF16");
    }
  }

  @Test
  void aNegativeVarianceIsRefused() throws IOException {
    try (Network network = network(Fixtures.mlpWithNormAndDropout(), 1)) {
      Map<String, Tensor> tensors = tensors(network);
      float[] variance = new float[16];
      variance[2] = -1e-3f;
      tensors.put("module.02BatchNorm.runningVar", ForeignFile.floats(variance, 16));
      tensors.put("module.02BatchNorm.runningMean", ForeignFile.floats(variance, 16));
      assertProblems(
          network,
          ForeignFile.write(folder.resolve("a"), tensors, 0),
          "negative: module.02BatchNorm.runningVar -> 02BatchNorm.runningVar has 1 values below 0,"
              + " which a variance cannot have");
      variance[2] = 0;
      tensors.put("module.02BatchNorm.runningVar", ForeignFile.floats(variance, 16));
      PretrainedWeights.load(ForeignFile.write(folder.resolve("a"), tensors, 0), network, NAMES);
    }
  }

  @Test
  void otherTypesBecomeFloats() throws IOException {
    try (Network network = network(Fixtures.mlp(2), 1)) {
      Map<String, Tensor> tensors = tensors(network);
      // 1, -2, 65504, the smallest half, the largest subnormal, -0 ...
      int[] halves = {0x3c00, 0xc000, 0x7bff, 0x0001, 0x03ff, 0x8000, 0x3555, 0, 0, 0, 0, 0};
      tensors.put("module.01Linear.weight", ForeignFile.halves("F16", halves, 2, 6));
      tensors.put(
          "module.01Linear.bias", ForeignFile.halves("BF16", new int[] {0x3f80, 0xc2f7}, 2));
      double[] doubles = {0.1, 1 + 0x1p-24, 1 + 0x1.8p-23, -1e-50};
      tensors.put("module.03Linear.bias", ForeignFile.doubles(doubles, 4));
      PretrainedWeights.load(ForeignFile.write(folder.resolve("a"), tensors, 0), network, NAMES);
      assertArrayEquals(
          new float[] {1, -2, 65504, 0x1p-24f, 0x1.ff8p-15f, -0f, 0x1.554p-2f, 0, 0, 0, 0, 0},
          values(network, "01Linear.weight"));
      assertArrayEquals(new float[] {1, -123.5f}, values(network, "01Linear.bias"));
      assertArrayEquals(new float[] {0.1f, 1, 1 + 0x1p-22f, -0f}, values(network, "03Linear.bias"));
    }
  }

  @Test
  void doublesStayDoublesInDoublePrecision() throws IOException {
    try (Network single = network(Fixtures.mlp(2), 1);
        Network network = network(Fixtures.mlp(2), Precision.DOUBLE, 2)) {
      Map<String, Tensor> tensors = tensors(single);
      double[] doubles = {0.1, 1 + 0x1p-50, 1e300, -1e-50};
      tensors.put("module.03Linear.bias", ForeignFile.doubles(doubles, 4));
      PretrainedWeights.load(ForeignFile.write(folder.resolve("a"), tensors, 0), network, NAMES);
      assertArrayEquals(
          doubles,
          network.parameters().find("03Linear.bias").orElseThrow().array().toDoubleArray());
      assertArrayEquals(values(single, "01Linear.weight"), values(network, "01Linear.weight"));
      assertStillTrains(network);
      tensors.put("module.01Linear.bias", ForeignFile.doubles(new double[] {Double.NaN, 1e300}, 2));
      Path file = ForeignFile.write(folder.resolve("b"), tensors, 0);
      assertProblems(
          network,
          file,
          "not finite: module.01Linear.bias -> 01Linear.bias has 1 of 2 values infinite or not a"
              + " number");
    }
  }

  @Test
  void everyHalfIsExact() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      int exponent = (bits >> 10) & 0x1f;
      double fraction = (bits & 0x3ff) / 1024.0;
      double magnitude =
          exponent == 0 ? Math.scalb(fraction, -14) : Math.scalb(1 + fraction, exponent - 15);
      if (exponent == 0x1f) {
        magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      double expected = bits < 0x8000 ? magnitude : -magnitude;
      assertEquals((float) expected, FloatValues.half((short) bits), Integer.toHexString(bits));
    }
  }

  @Test
  void aDoubleBeyondTheRangeOfFloatsIsNotFinite() throws IOException {
    try (Network network = network(Fixtures.mlp(2), 1)) {
      Map<String, Tensor> tensors = tensors(network);
      tensors.put("module.01Linear.bias", ForeignFile.doubles(new double[] {1e300, 0}, 2));
      Path file = ForeignFile.write(folder.resolve("a"), tensors, 0);
      assertProblems(
          network,
          file,
          "not finite: module.01Linear.bias -> 01Linear.bias has 1 of 2 values infinite or not a"
              + " number");
    }
  }

  @Test
  void aPickleIsRefusedWithTheLineThatConvertsIt() throws IOException {
    try (Network network = network(Fixtures.mlp(2), 1)) {
      byte[][] starts = {{'P', 'K', 3, 4, 0, 0, 8, 8, 0, 0}, {(byte) 0x80, 2, (byte) 0x8a}};
      for (byte[] start : starts) {
        Path file = Files.write(folder.resolve("resnet18.pth"), start);
        var e =
            assertThrows(
                CheckpointException.class, () -> PretrainedWeights.load(file, network, NAMES));
        assertTrue(e.getMessage().startsWith(file + " is a pickle"), e::getMessage);
        assertTrue(e.getMessage().contains("save_file(torchvision.models.resnet18("));
        assertFalse(e.getMessage().contains("\n"));
      }
    }
  }

  @Test
  void brokenMissingAndForeignFilesAreRefusedInOneLine() throws IOException {
    try (Network network = network(Fixtures.mlp(2), 1)) {
      Path file = ForeignFile.write(folder.resolve("a"), tensors(network), 0);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length += 7) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertRefused(network, file, "fetch or convert it again");
      }
      String far =
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[5000000000,5000000004]}}";
      ByteBuffer bytes = ByteBuffer.allocate(8 + far.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(far.length()).put(far.getBytes(StandardCharsets.UTF_8));
      Files.write(file, bytes.array());
      assertRefused(network, file, "it ends before its data does");
      assertRefused(network, folder.resolve("nothing"), "there is no such file");
      assertRefused(network, folder, "it is a folder");
    }
  }

  @Test
  void theChecksumIsThatOfTheBytes() throws IOException {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        PretrainedWeights.sha256(file));
    Path missing = folder.resolve("nothing");
    var e = assertThrows(CheckpointException.class, () -> PretrainedWeights.sha256(missing));
    assertTrue(e.getMessage().endsWith("there is no such file"), e::getMessage);
  }

  static void assertStillTrains(Network network) {
    String before = network.sha256();
    try (var sgd = MomentumSgd.of(Tracker.fixed(0.1f), 0.9f)) {
      step(network, sgd, 1);
    }
    assertNotEquals(before, network.sha256());
  }

  static void assertRefused(Network network, Path file, String why) {
    String before = network.sha256();
    var e =
        assertThrows(CheckpointException.class, () -> PretrainedWeights.load(file, network, NAMES));
    assertTrue(e.getMessage().contains(why), e::getMessage);
    assertTrue(e.getMessage().contains(file.toString()), e::getMessage);
    assertFalse(e.getMessage().contains("\n"), e::getMessage);
    assertEquals(before, network.sha256());
  }

  /** Each problem has a line of its own, there are no others, and the network is as it was. */
  static void assertProblems(Network network, Path file, String... expected) {
    String before = network.sha256();
    var e =
        assertThrows(CheckpointException.class, () -> PretrainedWeights.load(file, network, NAMES));
    String[] lines = e.getMessage().split("\n");
    assertEquals(file + " does not fit the network, which keeps the values it has:", lines[0]);
    String[] problems =
        Arrays.stream(lines).skip(1).map(String::strip).sorted().toArray(String[]::new);
    Arrays.sort(expected);
    assertArrayEquals(expected, problems, e::getMessage);
    assertEquals(before, network.sha256());
  }

  private static Map<String, Tensor> tensors(Network network) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (NamedParameter named : network.parameters().all()) {
      tensors.put(
          "module." + named.path(),
          ForeignFile.floats(values(network, named.path()), named.shape()));
    }
    return tensors;
  }
}
