package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.djl.kit.engine.PinnedKernels;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --reproducible} on two processors, one of which is this one made to look like an older
 * one: the libraries are told so by the variables that a user would set. Kernels are chosen as a
 * library loads, so each run takes a process.
 */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class ReproducibleTest {
  /** Convolutions are oneDNN's, products of matrices MKL's. */
  private static final List<String> ROWS = List.of("deepspeech", "squeezenet");

  private static final Map<String, String> THIS = Map.of();
  private static final Map<String, String> OLDER =
      Map.of(
          "ATEN_CPU_CAPABILITY", "default",
          "ONEDNN_MAX_CPU_ISA", "SSE41",
          "MKL_CBWR", "COMPATIBLE");

  @TempDir private Path dir;

  @Test
  void theBitsOfAnotherProcessorAreTheSameWithItAlone() throws Exception {
    List<ArmRecord> here = run("here", THIS);
    List<ArmRecord> older = run("older", OLDER);
    for (String row : ROWS) {
      assertNotEquals(weights(here, row), weights(older, row), row + ": the test shows nothing");
    }
    List<ArmRecord> pinned = run("pinned", THIS, "--reproducible");
    List<ArmRecord> pinnedOnOlder = run("pinned-older", OLDER, "--reproducible");
    for (String row : ROWS) {
      assertEquals(weights(pinned, row), weights(pinnedOnOlder, row), row);
      assertEquals(
          pinned.stream().map(arm -> arm.spec().id()).toList(),
          pinnedOnOlder.stream().map(arm -> arm.spec().id()).toList());
    }
    assertSaid(here.get(0), pinned.get(0));
  }

  private static void assertSaid(ArmRecord usual, ArmRecord pinned) {
    assertFalse(usual.spec().settings().containsKey("kernels"), "no setting without it");
    assertFalse(usual.spec().command().contains("reproducible"), usual.spec().command());
    assertEquals(PinnedKernels.of("PyTorch").words(1), pinned.spec().settings().get("kernels"));
    assertTrue(pinned.spec().command().contains(" --reproducible"), pinned.spec().command());
    assertEquals("ATen AVX2, MKL compatible", pinned.environment().values().get("kernels"));
    assertEquals(usual.spec().deviations(), pinned.spec().deviations());
    assertNotEquals(usual.spec().id(), pinned.spec().id());
  }

  @Test
  void whereItCannotHoldItIsRefusedInOneLine() {
    for (String device : List.of("gpu", "auto")) {
      assertRefused(2, "--device cpu", "run", "squeezenet", "--reproducible", "--device", device);
    }
    dsd("doctor");
    Said late = dsd("run", "squeezenet", "--reproducible", "--out", dir.toString());
    assertEquals(4, late.code(), late.err());
    assertTrue(late.complaint().startsWith("dsd: --reproducible is not in effect: "), late.err());
    assertFalse(late.err().contains("\tat "), late.err());
  }

  private static SortedMap<String, String> weights(List<ArmRecord> arms, String row) {
    SortedMap<String, String> weights = new TreeMap<>();
    arms.stream()
        .filter(arm -> arm.spec().row().equals(row))
        .forEach(arm -> weights.put(arm.spec().arm(), arm.result().orElseThrow().weightsSha256()));
    assertEquals(1, weights.size(), row);
    return weights;
  }

  private List<ArmRecord> run(String name, Map<String, String> environment, String... more)
      throws IOException, InterruptedException {
    Path store = dir.resolve(name);
    Path log = dir.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx600m", "-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Dsd.class.getName()));
    command.add("run");
    command.addAll(ROWS);
    command.addAll(List.of("--arms", "baseline", "--seeds", "1", "--threads", "1"));
    command.addAll(List.of("--epochs-factor", "0.005", "--no-report", "--out", store.toString()));
    command.addAll(List.of("--cache", dir.resolve("cache").toString()));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertEquals(0, process.waitFor(), () -> text(log));
    return new RunStore(store).load().arms();
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
