package org.dsd4j.reproductions.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.djl.checkpoint.CheckpointException;
import org.dsd4j.djl.checkpoint.PretrainedWeights;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kept file of weights, of a ResNet-18 of width 2 and 3 classes: loaded, or refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeightCasesTest {
  private Path dir;

  @BeforeAll
  void unpack(@TempDir Path into) throws IOException, InterruptedException {
    Path archive =
        Path.of(System.getProperty("dsd.corpora", ""), "cases", "pictures.tar.gz").toAbsolutePath();
    assumeTrue(
        Files.isRegularFile(archive), "no " + archive + "; give -Ddsd.corpora=<folder with cases>");
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toString(), "st")
            .directory(into.toFile())
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
    dir = into.resolve("st");
  }

  private static Network network() {
    Engine engine = Engine.getInstance();
    return Network.initialize(
        ResNet.resNet18(Stem.SMALL_IMAGE, 2, 3),
        engine.getEngineName(),
        engine.defaultDevice(),
        1,
        new Shape(1, 3, 32, 32));
  }

  private void load(String file, Network network) {
    PretrainedWeights.load(dir.resolve(file), network, TorchvisionNames.resNet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok",
        "f64",
        "nopad",
        "meta_null",
        "no_tracked",
        "prefix_backbone",
        "prefix_model",
        "prefix_modorig",
        "prefix_module",
        "prefix_orig",
        "prefix_resnet"
      })
  void givesTheSameNetwork(String name) {
    try (Network expected = network();
        Network network = network()) {
      load("ok.safetensors", expected);
      String before = network.sha256();
      load(name + ".safetensors", network);
      assertEquals(expected.sha256(), network.sha256());
      assertNotEquals(before, network.sha256());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"f16", "bf16", "zero_var"})
  void isLoaded(String name) {
    try (Network network = network()) {
      String before = network.sha256();
      load(name + ".safetensors", network);
      assertNotEquals(before, network.sha256());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cut.safetensors | it ends before its data does",
        "dup_key.safetensors | it has fc.bias twice",
        "dup_key_middle.safetensors | it has bn1.weight twice",
        "html.safetensors | a page of HTML",
        "lfs.safetensors | a pointer of Git LFS",
        "model.safetensors.index.json | as JSON does",
        "huge_len.safetensors | it does not start as a safetensors file does",
        "len_100M1.safetensors | it does not start as a safetensors file does",
        "len_minus.safetensors | it does not start as a safetensors file does",
        "zero.safetensors | it does not start as a safetensors file does",
        "meta_nested.safetensors | which is not a text",
        "meta_number.safetensors | which is not a text",
        "meta_only_old.safetensors | its header is not that of a safetensors file",
        "trailing.safetensors | bytes after its data",
        "overlap_hole.safetensors | layer1.0.bn1.weight",
      })
  void isRefusedInOneLine(String file, String why) {
    String message = refusal(file);
    assertTrue(message.contains(why), message);
    assertEquals(1, message.lines().count(), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "neg_var.safetensors | negative: | 1",
        "nan.safetensors | not finite: | 1",
        "i64_weight.safetensors | wrong type: | 1",
        "extra_epoch.safetensors | surplus: | 1",
        "fc10.safetensors | wrong shape: fc.weight | 2",
        "no_fc.safetensors | missing: | 2",
        "shard1.safetensors | missing: | 52",
        "empty.safetensors | missing: | 102",
        "meta_only.safetensors | missing: | 102",
        "kuangliu_names.safetensors | surplus: | 30",
      })
  void isRefusedWithEveryTensor(String file, String why, int problems) {
    String message = refusal(file);
    assertTrue(message.lines().skip(1).anyMatch(line -> line.strip().startsWith(why)), message);
    assertEquals(problems + 1, message.lines().count(), message);
  }

  private String refusal(String file) {
    try (Network network = network()) {
      String before = network.sha256();
      String message =
          assertThrows(CheckpointException.class, () -> load(file, network)).getMessage();
      assertEquals(before, network.sha256());
      return message;
    }
  }
}
