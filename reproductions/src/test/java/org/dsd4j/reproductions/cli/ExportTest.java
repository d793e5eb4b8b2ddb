package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dsd4j.djl.checkpoint.TensorFile;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network of a finished run, written for others and read again. */
@Tag("slow")
class ExportTest {
  @TempDir static Path runs;

  @TempDir private Path dir;

  private static Path sparseArm;

  @BeforeAll
  static void runOnce() {
    Said said = dsd(run("sparse", runs, List.of()));
    assertEquals(0, said.code(), said.err());
    sparseArm = arm(runs, "sparse");
  }

  private static String[] run(String arm, Path out, List<String> more) {
    List<String> words =
        new ArrayList<>(
            List.of("run", "resnet18", "--seeds", "1", "--epochs-factor", "0.05", "--width", "16"));
    words.addAll(List.of("--arms", arm, "--no-report", "--out", out.toString()));
    words.addAll(more);
    return words.toArray(String[]::new);
  }

  private static Path arm(Path store, String arm) {
    return store.resolve("embedded/resnet18/PyTorch/1").resolve(arm);
  }

  private static Said export(Path run, Path out, String... more) {
    return dsd(words(run, out, more));
  }

  private static String[] words(Path run, Path out, String... more) {
    return Stream.concat(
            Stream.of("export", "--run", run.toString(), "--out", out.toString()),
            Arrays.stream(more))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dsd", "torchvision"})
  void theNextRunStartsFromTheSparseNetwork(String names) throws IOException {
    Path dense = dir.resolve("dense.safetensors");
    Path sparse = dir.resolve("sparse.safetensors");
    Said said = export(sparseArm, dense, "--names", names);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("resnet18 (embedded), sparse, seed 1: ResNet-18, width 16"));
    assertTrue(said.out().contains("703,866 values in 102 parameters"), said.out());
    assertTrue(said.out().contains("of them zero (29.8 %)"), said.out());
    said = export(sparseArm, sparse, "--names", names, "--sparse");
    String line = String.format(Locale.ROOT, "%s: %,d bytes, 74.", sparse, Files.size(sparse));
    assertTrue(said.out().contains(line), said.out());
    assertTrue(
        said.out().contains(String.format(Locale.ROOT, "%,d of the dense", Files.size(dense))));
    for (Path file : List.of(dense, sparse)) {
      Path again = dir.resolve("again-" + file.getFileName());
      said = dsd(run("baseline", again, List.of("--init", file.toString())));
      assertEquals(0, said.code(), said.err());
      assertEquals(
          Files.readString(sparseArm.resolve("predictions.csv")),
          Files.readString(arm(again, "baseline").resolve("predictions.csv")),
          "the baseline is the network that was exported, evaluated");
    }
  }

  @Test
  void torchvisionsNamesAreThere() {
    Path out = dir.resolve("a.safetensors");
    assertEquals(0, export(sparseArm, out, "--names", "torchvision").code());
    var tensors = TensorFile.read(out).tensors();
    assertEquals(122, tensors.size(), "as many as torchvision's resnet18 has");
    assertEquals(List.of(), tensors.get("bn1.num_batches_tracked").shape());
    assertEquals(List.of(16L, 3L, 3L, 3L), tensors.get("conv1.weight").shape());
    assertTrue(tensors.containsKey("layer2.0.downsample.1.running_var"));
  }

  @Test
  void nothingIsReplacedUnlessTold() throws IOException {
    Path out = dir.resolve("a.safetensors");
    Files.writeString(out, "precious");
    assertRefused(2, "is there already: replace it with --overwrite", words(sparseArm, out));
    assertEquals("precious", Files.readString(out));
    assertEquals(0, export(sparseArm, out, "--overwrite").code());
    assertTrue(Files.size(out) > 1_000_000);
    Path end = sparseArm.resolve("final.safetensors");
    byte[] before = Files.readAllBytes(end);
    assertRefused(2, "is the end of the run itself", words(sparseArm, end, "--overwrite"));
    assertRefused(2, "--out names the file to write", words(sparseArm, dir, "--overwrite"));
    assertArrayEquals(before, Files.readAllBytes(end));
  }

  @Test
  void whatIsNoFinishedRunIsRefused() throws IOException {
    Path out = dir.resolve("a");
    Path none = dir.resolve("none");
    assertRefused(2, none.resolve("run.json") + ": name the folder of one", words(none, out));
    assertRefused(2, "name the folder of one finished arm", words(sparseArm.getParent(), out));
    Path copy = Files.createDirectory(dir.resolve("copy"));
    Files.copy(sparseArm.resolve("run.json"), copy.resolve("run.json"));
    assertRefused(2, "this arm has not finished; run the row again", words(copy, out));
    byte[] end = Files.readAllBytes(sparseArm.resolve("final.safetensors"));
    Path weights = Files.write(copy.resolve("final.safetensors"), Arrays.copyOf(end, 1000));
    assertRefused(4, weights + " is not a whole checkpoint", words(copy, out));
    Files.write(weights, end);
    assertEquals(0, export(copy, out).code(), "a folder that was moved is as good");
    Files.writeString(copy.resolve("run.json"), "{\"format\":");
    assertRefused(3, copy.resolve("run.json") + " is damaged", words(copy, dir.resolve("b")));
  }

  @Test
  void aPlaceThatCannotBeWrittenAndUnknownNamesAreRefused() throws IOException {
    assertRefused(4, "does not exist (any more)", words(sparseArm, dir.resolve("no/a")));
    Path file = Files.createFile(dir.resolve("file"));
    assertRefused(4, "Not a directory", words(sparseArm, file.resolve("a")));
    assertRefused(2, "'caffe'", words(sparseArm, dir.resolve("a"), "--names", "caffe"));
    assertRefused(2, "--out", "export", "--run", sparseArm.toString());
    try (Stream<Path> left = Files.list(dir)) {
      assertEquals(List.of(file), left.toList(), "nothing is left behind");
    }
  }

  @Test
  void aRowWithoutATwinInTorchvisionSaysSo() throws IOException {
    RunSpec there = ArmRecord.specIn(new ArmPath(sparseArm));
    RunSpec spec =
        new RunSpec(
            "googlenet",
            there.network(),
            there.domain(),
            there.dataset(),
            there.scale(),
            there.engine(),
            there.seed(),
            there.arm(),
            there.settings(),
            there.plan(),
            there.metrics(),
            there.layers(),
            there.deviations(),
            there.command());
    Path other;
    try (ArmFolder folder =
        new RunStore(dir).seed("embedded", "googlenet", "PyTorch", 1, false).arm(spec)) {
      folder.start(spec, new Environment(new TreeMap<>(Map.of("os", "any"))));
      other = folder.place().path();
    }
    Files.copy(sparseArm.resolve("final.safetensors"), other.resolve("final.safetensors"));
    Path out = dir.resolve("a");
    assertRefused(
        2,
        "torchvision has no network like that of googlenet; leave out --names",
        words(other, out, "--names", "torchvision"));
    // The end that lies here is that of another run, which is no less wrong under other names.
    assertRefused(4, "final.safetensors is of another run", words(other, out));
  }
}
