package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.text.TableView;

/** What the engines of the runs were found able to do, one column for each. */
final class EngineViews {
  private static final String PASSED = "passed";
  private static final String UNKNOWN = "not recorded";

  private EngineViews() {}

  /** The table; empty where no run recorded anything. */
  static TableView of(ReproductionReport report) {
    SortedMap<String, SortedMap<String, Set<String>>> byEngine = new TreeMap<>();
    Set<String> capabilities = new TreeSet<>();
    report.rows().stream()
        .flatMap(row -> row.records().stream())
        .map(record -> record.environment())
        .forEach(
            environment -> {
              var findings = byEngine.computeIfAbsent(name(environment), key -> new TreeMap<>());
              environment
                  .capabilities()
                  .forEach(
                      (capability, finding) -> {
                        capabilities.add(capability);
                        findings.computeIfAbsent(capability, key -> new TreeSet<>()).add(finding);
                      });
            });
    List<String> head = new ArrayList<>(List.of("capability"));
    head.addAll(byEngine.keySet());
    List<List<String>> lines = new ArrayList<>();
    for (String capability : capabilities) {
      List<String> cells = new ArrayList<>(List.of(capability));
      byEngine.values().forEach(findings -> cells.add(cell(findings, capability)));
      lines.add(cells);
    }
    return new TableView(
        "What the engines were found able to do, tried before the runs", head, lines);
  }

  private static String name(Environment environment) {
    Map<String, String> values = environment.values();
    return values.getOrDefault("engine", UNKNOWN)
        + " "
        + values.getOrDefault("nativeVersion", "")
        + " on "
        + values.getOrDefault("device", UNKNOWN);
  }

  /** Several machines may have found different things: all are shown. */
  private static String cell(Map<String, Set<String>> findings, String capability) {
    Set<String> found = findings.getOrDefault(capability, new TreeSet<>(List.of(UNKNOWN)));
    return found.stream()
        .map(finding -> finding.equals(PASSED) ? "yes" : "no: " + finding)
        .map(text -> text.equals("no: " + UNKNOWN) ? UNKNOWN : text)
        .collect(Collectors.joining("; "));
  }
}
