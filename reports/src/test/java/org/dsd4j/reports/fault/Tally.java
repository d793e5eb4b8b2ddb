package org.dsd4j.reports.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.dsd4j.reports.fault.ReportProbe.Effect;
import org.dsd4j.reports.fault.ReportProbe.Finding;

/** Counts what faults did to reports, and holds that none did what it must not. */
final class Tally {
  private final String what;
  private final Set<Effect> allowed;
  private final Map<Effect, Integer> counts = new EnumMap<>(Effect.class);
  private final List<String> failures = new ArrayList<>();

  /**
   * @param what is damaged, in the plural
   * @param allowed effects
   */
  Tally(String what, Set<Effect> allowed) {
    this.what = what;
    this.allowed = Set.copyOf(allowed);
  }

  void add(String fault, Finding finding) {
    counts.merge(finding.effect(), 1, Integer::sum);
    if (!allowed.contains(finding.effect())) {
      failures.add(finding.effect() + " by " + fault + ": " + finding.words());
    }
  }

  /** Writes the figures down and fails where there was an effect that is not allowed. */
  void close() {
    StringJoiner effects = new StringJoiner(", ");
    for (Effect effect : Effect.values()) {
      effects.add(counts.getOrDefault(effect, 0) + " " + effect.words());
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    Faults.found(what + ": " + all + " faults, " + effects);
    assertEquals("", String.join("\n", failures), what);
  }
}
