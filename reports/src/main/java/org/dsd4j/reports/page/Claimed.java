package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.claims.PhaseClaim;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.table.Figures;

/** The sources' figures in words. */
final class Claimed {
  private static final String NONE = "–";

  private Claimed() {}

  /** "30.43 → 29.17 (paper)". */
  static List<String> pairs(List<Claim.Pair> pairs) {
    return pairs.stream()
        .map(
            pair ->
                Figures.claimed(pair.baseline())
                    + " → "
                    + Figures.claimed(pair.dsd())
                    + " ("
                    + pair.source()
                    + ")")
        .toList();
  }

  /** The tables per phase, all metrics side by side. */
  static TableView phases(Claim claim) {
    List<String> head =
        new ArrayList<>(List.of("phase", "source", "sparsity", "epochs", "learning rate"));
    claim.metrics().stream().map(Metric::labelWithUnit).forEach(head::add);
    List<List<String>> lines = new ArrayList<>();
    for (PhaseClaim phase : claim.phases()) {
      List<String> line = new ArrayList<>(List.of(phase.phase(), phase.source()));
      line.add(setting(phase, "sparsity").map(Figures::percent).orElse(NONE));
      line.add(setting(phase, "epochs").map(Figures::shortest).orElse(NONE));
      line.add(setting(phase, "learningRate").map(Figures::rate).orElse(NONE));
      Map<String, Double> figures = phase.metrics();
      for (Metric metric : claim.metrics()) {
        line.add(Optional.ofNullable(figures.get(metric.id())).map(Figures::claimed).orElse(NONE));
      }
      lines.add(line);
    }
    return new TableView(claim.network() + " on " + claim.dataset() + ", scale paper", head, lines);
  }

  private static Optional<Double> setting(PhaseClaim phase, String name) {
    return Optional.ofNullable(phase.settings().get(name));
  }
}
