package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dsd4j.reports.metric.ClassErrors;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.Prediction;
import org.dsd4j.reports.store.RunStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person meets it: what it prints, and its exit code. */
class DsdTest {
  @Test
  void listsTheRows() {
    Said said = dsd("list");
    assertEquals(0, said.code());
    assertTrue(said.out().contains("resnet18"), said.out());
  }

  @Test
  void showsLayersPlanClaimAndDeviations() {
    Said said = dsd("show", "resnet18");
    assertEquals(0, said.code(), said.err());
    for (String part :
        new String[] {
          "layer4.1.conv2.weight",
          "no: first convolution",
          "no: norm, never pruned",
          "701,466 parameters",
          "30 % sparse",
          "baseline 30.43, DSD 29.17",
          "Deviations from the paper"
        }) {
      assertTrue(said.out().contains(part), part + " is missing in:\n" + said.out());
    }
  }

  /** Lengths of utterances are not known, since none is synthesised to show the row. */
  @Test
  void showsASpeechRow() {
    Said said = dsd("show", "deepspeech");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("input    (frames, 20, 41), (20)"), said.out());
    assertTrue(said.out().contains("2400 synthesised sentences"), said.out());
  }

  @Test
  void refusesWrongUsageWithCode2(@TempDir Path dir) {
    assertRefused(2, "name rows, or --all", "run");
    assertRefused(2, "there is no row resnet19; the rows are", "run", "resnet19");
    assertRefused(2, "not both", "run", "resnet18", "--all");
    assertRefused(2, "--sedes", "run", "resnet18", "--sedes", "2");
    assertRefused(2, "--seeds must be at least 1 but was 0", "run", "resnet18", "--seeds", "0");
    assertRefused(2, "--threads must be at least 1", "run", "resnet18", "--threads", "0");
    assertRefused(
        2, "--epochs-factor must be greater than 0", "run", "resnet18", "--epochs-factor", "0");
    assertRefused(2, "is not on the class path; there is ", "show", "resnet18", "--engine", "Nix");
    assertRefused(2, "--device must be cpu, gpu, gpu1", "run", "resnet18", "--device", "tpu");
    assertRefused(2, "sees no gpu99 here; there is cpu", "doctor", "--device", "gpu99");
    assertRefused(2, "sees no gpu99 here; there is cpu", "show", "resnet18", "--device", "gpu99");
    assertRefused(2, "--data DIR", "run", "resnet18", "--scale", "workstation");
    assertRefused(2, "'huge'", "run", "resnet18", "--scale", "huge");
    assertRefused(
        2, "give mlflow:URI or tensorboard:DIR", "run", "resnet18", "--log-to", "wandb:me");
    assertRefused(2, "name a tracking server", "run", "resnet18", "--log-to", "mlflow:5000");
    String out = dir.toString();
    assertRefused(2, "there is no arm x", "run", "resnet18", "--arms", "x", "--out", out);
  }

  @Test
  void refusesUnusableDataWithCode3(@TempDir Path dir) throws IOException {
    String missing = dir.resolve("nowhere").toString();
    assertRefused(3, missing, "run", "resnet18", "--scale", "workstation", "--data", missing);
    Files.createDirectories(dir.resolve("train"));
    assertRefused(
        3, dir.toString(), "run", "resnet18", "--scale", "workstation", "--data", dir.toString());
  }

  @Test
  void aReportOfNothingSaysSo(@TempDir Path dir) {
    assertRefused(
        3, "run a row first", "report", dir.resolve("none").toString(), "--out", dir + "/out");
    assertRefused(
        3, "run a row first", "archive", dir.resolve("none").toString(), "--out", dir + "/out.zip");
    assertRefused(2, "expected one of", "report", "runs", "--out", "out", "--format", "pdf");
  }

  @Test
  void aDryRunEstimatesAndWritesNothing(@TempDir Path dir) throws IOException {
    Said said = dsd("run", "resnet18", "--dry-run", "--out", dir.resolve("runs").toString());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("701,466"), said.out());
    assertTrue(said.out().contains("steps a seed: about"), said.out());
    assertTrue(said.out().contains("ms at batch 64, from"), said.out());
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(0, files.count());
    }
  }

  /** The end of one run is the published network of the next: D is evaluated, S and D follow. */
  @Test
  @Tag("slow")
  void startsFromGivenWeights(@TempDir Path dir) throws IOException {
    String[] trained = {
      "run",
      "resnet18",
      "--seeds",
      "1",
      "--epochs-factor",
      "0.05",
      "--width",
      "4",
      "--arms",
      "baseline",
      "--out",
      dir.resolve("first").toString()
    };
    assertEquals(0, dsd(trained).code());
    Path end = dir.resolve("first/embedded/resnet18/PyTorch/1/baseline");
    String[] given = {
      "run",
      "resnet18",
      "--seeds",
      "1",
      "--epochs-factor",
      "0.05",
      "--width",
      "4",
      "--arms",
      "sparse",
      "--out",
      dir.resolve("second").toString(),
      "--init",
      end.resolve("final.safetensors").toString()
    };
    Said said = dsd(given);
    assertEquals(0, said.code(), said.err());
    Path seed = dir.resolve("second/embedded/resnet18/PyTorch/1");
    assertEquals(
        Files.readString(end.resolve("predictions.csv")),
        Files.readString(seed.resolve("baseline/predictions.csv")),
        "the baseline is the given network, evaluated");
    assertTrue(Files.exists(seed.resolve("sparse/result.json")));
    String[] other = given.clone();
    int width = List.of(given).indexOf("--width") + 1;
    int out = List.of(given).indexOf("--out") + 1;
    other[width] = "8";
    other[out] = dir.resolve("third").toString();
    Said refused = dsd(other);
    assertTrue(refused.code() != 0 && refused.err().contains("wrong shape"), refused.err());
    assertTrue(refused.err().contains("conv1.weight"), refused.err());
  }

  @Test
  @Tag("slow")
  void runsARowAndWritesItsReport(@TempDir Path dir) {
    String runs = dir.resolve("runs").toString();
    String[] run = {
      "run", "resnet18", "--seeds", "1", "--epochs-factor", "0.05", "--arms", "dsd", "--out", runs
    };
    Said said = dsd(run);
    assertEquals(0, said.code(), said.err());
    assertTrue(Files.exists(dir.resolve("runs/report/index.html")));
    Path seed = dir.resolve("runs/embedded/resnet18/PyTorch/1");
    for (String arm : new String[] {"baseline", "sparse", "dsd"}) {
      assertTrue(Files.exists(seed.resolve(arm).resolve("result.json")), arm);
      assertTrue(Files.exists(seed.resolve(arm).resolve("predictions.csv")), arm);
    }
    assertFalse(Files.exists(seed.resolve("llr")), "an arm that was not asked for");
    predictionsAddUpToTheFigures(dir.resolve("runs"));
    Said again = dsd(run);
    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().contains("finished before, skipped"), again.out());
    Said other = dsd("run", "resnet18", "--epochs-factor", "0.1", "--seeds", "1", "--out", runs);
    assertEquals(4, other.code(), "finished runs of other settings are not overwritten");
    assertTrue(other.err().contains("--fresh"), other.err());
  }

  private static void predictionsAddUpToTheFigures(Path runs) {
    for (ArmRecord arm : new RunStore(runs).load().arms()) {
      long[] sum = new long[ClassErrors.COUNTS];
      for (Prediction said : arm.predictions()) {
        long[] counts = ClassErrors.count(said);
        Arrays.setAll(sum, i -> sum[i] + counts[i]);
      }
      Outcome outcome = arm.result().orElseThrow().outcome();
      Map<String, Double> figures = ((Outcome.Measured) outcome).metrics();
      assertEquals(Set.of(ClassErrors.TOP1_ERROR, ClassErrors.TOP5_ERROR), figures.keySet());
      figures.forEach(
          (metric, figure) -> assertEquals(figure, ClassErrors.rate(metric, sum), metric));
    }
  }

  @Test
  @Tag("slow")
  void runsRowsBesideEachOther(@TempDir Path dir) {
    String runs = dir.resolve("runs").toString();
    String[] run = {
      "run",
      "resnet18,neuraltalk",
      "--seeds",
      "1",
      "--epochs-factor",
      "0.02",
      "--arms",
      "baseline",
      "--threads",
      "1",
      "--jobs",
      "2",
      "--out",
      runs,
      "--log-to",
      "tensorboard:" + dir.resolve("logs")
    };
    Said said = dsd(run);
    assertEquals(0, said.code(), said.err() + said.out());
    for (String row : List.of("resnet18", "neuraltalk")) {
      Path logged = dir.resolve("logs/embedded").resolve(row).resolve("PyTorch/1/baseline");
      assertTrue(Files.isDirectory(logged), "the processes were not told where to log");
      Path arm = dir.resolve("runs/embedded").resolve(row).resolve("PyTorch/1/baseline");
      assertTrue(Files.exists(arm.resolve("result.json")), said.out());
      assertTrue(said.out().contains(row + " (embedded)  seed 1  baseline"), said.out());
    }
    assertTrue(said.out().contains("ResNet-18") && said.out().contains("BLEU-4"), said.out());
    run[5] = "0.03";
    Said other = dsd(run);
    assertEquals(4, other.code(), "the exit code of the rows is that of the command");
    assertTrue(other.out().contains("neuraltalk: dsd: "), other.out());
    assertRefused(2, "--jobs must be at least 1", "run", "resnet18", "--jobs", "0");
  }

  @Test
  void theDoctorFindsTheEngineWell() {
    Said said = dsd("doctor");
    assertEquals(0, said.code(), said.out());
    assertTrue(said.out().contains("PyTorch"), said.out());
    assertTrue(said.out().contains("arithmetic  right"), said.out());
    // Whatever DJL's own layers do on this processor: no row uses them.
    assertTrue(
        said.out().matches("(?s).*\\Rlayers      (DJL's own LSTM|WRONG, and).*"), said.out());
  }
}
