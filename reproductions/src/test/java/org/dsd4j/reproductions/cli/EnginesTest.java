package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dsd4j.djl.kit.conformance.Conformance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code dsd engines} says, and what the README says of it. */
final class EnginesTest {
  private static final Path README =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("README.md");

  @Test
  @Tag("slow")
  void listsWhatEachEngineCanDoAndRefusesWhatCannotTrain() {
    Said said = dsd("engines", "--threads", "1");
    assertEquals(0, said.code(), said.err());
    int all = Conformance.capabilities().size();
    long wrong =
        said.out()
            .lines()
            .filter(line -> line.endsWith(EngineTable.ON_ANOTHER))
            .filter(line -> line.startsWith("  NO"))
            .count();
    String passed = (all - wrong) + " of " + all + " capabilities";
    assertTrue(
        said.out()
            .lines()
            .anyMatch(
                line ->
                    line.startsWith("PyTorch")
                        && line.contains("devices: cpu; threads: 1; " + passed)),
        said.out());
    // DJL's client of remote models is on every class path, and computes nothing itself.
    assertTrue(
        said.out()
            .lines()
            .anyMatch(line -> line.startsWith("RPC") && line.contains("no gradients")),
        said.out());
    assertTrue(said.out().contains("here can "), said.out());
  }

  @Test
  @Tag("slow")
  void theReadmeShowsWhatIsFound() throws IOException {
    assumeTrue(Files.exists(README), README + " is not part of this checkout");
    Map<String, Map<String, String>> shown = columns(Files.readAllLines(README));
    Said said = dsd("engines", "--format", "markdown");
    Map<String, Map<String, String>> found = columns(said.out().lines().toList());
    assertTrue(found.containsKey("PyTorch"), said.out() + said.err());
    found.forEach(
        (engine, column) ->
            assertEquals(
                onAnyProcessor(column),
                onAnyProcessor(shown.get(engine)),
                "README.md must show what dsd engines --format markdown prints"));
  }

  /** The README is read on other processors than the one where it was written. */
  private static Map<String, String> onAnyProcessor(Map<String, String> column) {
    Map<String, String> same = new LinkedHashMap<>(column);
    same.replaceAll(
        (capability, cell) ->
            cell.endsWith(EngineTable.ON_ANOTHER) ? EngineTable.ON_ANOTHER : cell);
    return same;
  }

  /** The cells of the table by engine and capability. */
  private static Map<String, Map<String, String>> columns(List<String> lines) {
    int head = 0;
    while (!lines.get(head).startsWith("| capability | ")) {
      head++;
    }
    List<String> engines = cells(lines.get(head));
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    for (int line = head + 2; line < lines.size() && lines.get(line).startsWith("| "); line++) {
      List<String> cells = cells(lines.get(line));
      for (int i = 1; i < cells.size(); i++) {
        String engine = engines.get(i).substring(0, engines.get(i).indexOf(' '));
        columns
            .computeIfAbsent(engine, key -> new LinkedHashMap<>())
            .put(cells.get(0), cells.get(i));
      }
    }
    return columns;
  }

  private static List<String> cells(String line) {
    return Pattern.compile("\\|")
        .splitAsStream(line.strip())
        .map(String::strip)
        .filter(cell -> !cell.isEmpty())
        .toList();
  }

  @Test
  void aProcessThatEndsInTheMiddleSaysWhere() {
    EngineTrial trial =
        EngineTrial.read(
            "X",
            2,
            List.of("version 1.0", "devices cpu", "trying a", "found passed", "trying b"),
            136);
    assertTrue(trial.trains());
    assertEquals(Map.of("a", "passed", "b", "its process ended"), trial.findings());
    assertEquals(1, trial.passed());
    assertTrue(
        EngineTable.text(List.of(trial)).startsWith("X            1.0, trains; devices: cpu"),
        () -> EngineTable.text(List.of(trial)));
  }

  @Test
  void anEngineThatDoesNotStartIsListedWithItsReason() {
    EngineTrial refused =
        EngineTrial.read("X", 2, List.of("some warning", "X: dsd: engine X does not start"), 4);
    assertFalse(refused.trains());
    assertEquals("engine X does not start", refused.refusal());
    EngineTrial silent = EngineTrial.read("X", 2, List.of(), 134);
    assertEquals("its process ended with exit code 134 before it started", silent.refusal());
    assertTrue(EngineTable.markdown(List.of(silent)).startsWith("| capability |\n|---|\n"));
  }
}
