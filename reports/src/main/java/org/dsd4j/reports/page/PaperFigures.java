package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.claims.Headline;
import org.dsd4j.reports.claims.PhaseClaim;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TableView;

/** The sources' figures in words. */
final class PaperFigures {
  private static final String NONE = "–";

  private PaperFigures() {}

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

  /** The line of Table 1, the paper's before the deck's; for a row of the zoo, its figures. */
  static SummaryView.Paper table1(Claim claim) {
    Metric metric = claim.metrics().get(0);
    List<Headline> lines =
        claim.headlines().stream()
            .filter(line -> line.metric().equals(metric.id()))
            .sorted(Comparator.comparing(line -> !line.source().equals("paper")))
            .toList();
    if (lines.isEmpty()) {
      return claim.pairs(metric.id()).stream()
          .findFirst()
          .map(pair -> paper(claim, pair, metric))
          .orElse(SummaryView.Paper.NONE);
    }
    Headline first = lines.get(0);
    String others =
        lines.stream()
            .skip(1)
            .filter(line -> line.dsd() != first.dsd() || line.baseline() != first.baseline())
            .map(line -> line.source() + ": " + Figures.claimed(line.dsd()))
            .collect(Collectors.joining("; "));
    return new SummaryView.Paper(
        claim.dataset(),
        Figures.claimed(first.baseline()),
        Figures.claimed(first.dsd()),
        absolute(first),
        relative(first),
        others);
  }

  private static SummaryView.Paper paper(Claim claim, Claim.Pair pair, Metric metric) {
    double gain = metric.direction().improvement(pair.baseline(), pair.dsd());
    return new SummaryView.Paper(
        claim.dataset(),
        Figures.claimed(pair.baseline()),
        Figures.claimed(pair.dsd()),
        Figures.difference(gain, pair.baseline()),
        Figures.difference(Math.round(1000 * gain / pair.baseline()) / 10.0, 10) + "\u00a0%",
        pair.source());
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

  /**
   * A table per phase with the paper's own figures and improvements; empty where the source has
   * none.
   */
  static TableView deck(Claim claim, String heading, UnaryOperator<String> label) {
    List<Metric> metrics =
        claim.metrics().stream().sorted(Comparator.comparing(Metric::id)).toList();
    List<PhaseClaim> phases =
        claim.phases().stream().filter(phase -> !phase.arm().isEmpty()).toList();
    List<String> head = new ArrayList<>(List.of(heading));
    metrics.stream().map(Metric::labelWithUnit).forEach(head::add);
    head.addAll(List.of("sparsity", "epochs", "learning rate"));
    List<List<String>> lines = new ArrayList<>();
    phases.forEach(phase -> lines.add(line(phase, metrics, label)));
    if (!lines.isEmpty()) {
      lines.add(improvement("Improvement (absolute)", claim, metrics, PaperFigures::absolute));
      lines.add(improvement("Improvement (relative)", claim, metrics, PaperFigures::relative));
    }
    return new TableView(
        "For comparison, the paper's own figures: "
            + claim.network()
            + " on "
            + claim.dataset()
            + ", scale paper",
        head,
        lines);
  }

  private static List<String> line(
      PhaseClaim phase, List<Metric> metrics, UnaryOperator<String> label) {
    List<String> line = new ArrayList<>(List.of(label.apply(phase.arm())));
    for (Metric metric : metrics) {
      line.add(
          Optional.ofNullable(phase.metrics().get(metric.id())).map(Figures::claimed).orElse(NONE));
    }
    line.add(setting(phase, "sparsity").map(Figures::percent).orElse(NONE));
    line.add(setting(phase, "epochs").map(Figures::shortest).orElse(NONE));
    line.add(setting(phase, "learningRate").map(Figures::rate).orElse(NONE));
    return line;
  }

  private static List<String> improvement(
      String label, Claim claim, List<Metric> metrics, Function<Headline, String> text) {
    List<String> line = new ArrayList<>(List.of(label));
    for (Metric metric : metrics) {
      line.add(
          claim.headlines().stream()
              .filter(headline -> headline.metric().equals(metric.id()))
              .findFirst()
              .map(text)
              .orElse(NONE));
    }
    line.addAll(List.of("", "", ""));
    return line;
  }

  private static String absolute(Headline headline) {
    return "+" + Figures.claimed(headline.absolute());
  }

  private static String relative(Headline headline) {
    return "+" + Figures.claimed(headline.relative()) + "\u00a0%";
  }

  private static Optional<Double> setting(PhaseClaim phase, String name) {
    return Optional.ofNullable(phase.settings().get(name));
  }
}
