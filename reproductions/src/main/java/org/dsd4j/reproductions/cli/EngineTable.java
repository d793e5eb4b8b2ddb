package org.dsd4j.reproductions.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsd4j.djl.kit.conformance.Capability;
import org.dsd4j.djl.kit.conformance.Conformance;
import org.dsd4j.djl.kit.conformance.Finding;
import org.dsd4j.djl.kit.quirk.Quirks;

/** What engines can do, one column for each. */
final class EngineTable {
  /** What is said of a finding that holds for this machine alone. */
  static final String ON_ANOTHER = " (depends on the processor)";

  private static final String NOT_TRIED = "not tried";

  private EngineTable() {}

  /** For a terminal: the engines, then what each lacks. */
  static String text(List<EngineTrial> trials) {
    StringBuilder text = new StringBuilder();
    for (EngineTrial trial : trials) {
      if (!trial.trains()) {
        text.append(line("%-12s %s", trial.engine(), trial.refusal()));
        continue;
      }
      text.append(
          line(
              "%-12s %s, trains; devices: %s; threads: %d; %d of %d capabilities",
              trial.engine(),
              trial.version(),
              trial.devices(),
              trial.threads(),
              trial.passed(),
              Conformance.capabilities().size()));
      for (Capability capability : Conformance.capabilities()) {
        String finding = trial.findings().getOrDefault(capability.id(), NOT_TRIED);
        boolean passed = finding.equals(Finding.PASSED);
        text.append(
            line(
                "  %s %-17s %s",
                passed ? "yes" : "NO ",
                capability.id(),
                capability.title()
                    + (passed ? "" : ": " + finding)
                    + (varies(trial, capability) ? ON_ANOTHER : "")));
      }
    }
    return text.toString();
  }

  /** For a document. */
  static String markdown(List<EngineTrial> trials) {
    List<EngineTrial> training = trials.stream().filter(EngineTrial::trains).toList();
    List<String> head = new ArrayList<>(List.of("capability"));
    training.forEach(trial -> head.add(trial.engine() + " " + trial.version()));
    StringBuilder text = new StringBuilder(row(head)).append("|---".repeat(head.size()));
    text.append("|\n");
    for (Capability capability : Conformance.capabilities()) {
      List<String> cells = new ArrayList<>(List.of(capability.title()));
      for (EngineTrial trial : training) {
        String finding = trial.findings().getOrDefault(capability.id(), NOT_TRIED);
        String cell = finding.equals(Finding.PASSED) ? "yes" : "**no**: " + finding;
        cells.add(cell + (varies(trial, capability) ? ON_ANOTHER : ""));
      }
      text.append(row(cells));
    }
    return text.toString();
  }

  private static boolean varies(EngineTrial trial, Capability capability) {
    return Quirks.of(trial.engine()).varies().contains(capability.id());
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + System.lineSeparator();
  }
}
