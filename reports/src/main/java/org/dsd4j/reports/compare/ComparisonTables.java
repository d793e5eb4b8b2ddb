package org.dsd4j.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TableView;

/** The tables of a comparison, the same in the page, in Markdown and on the console. */
final class ComparisonTables {
  private static final String NONE = "–";

  private ComparisonTables() {}

  /** One line a row: the method in both, its gain in both, and how many runs are equal. */
  static TableView summary(StoreComparison comparison) {
    List<List<String>> lines = new ArrayList<>();
    for (RowComparison row : comparison.rows()) {
      Optional<FigureDifference> method = method(row);
      double scale = row.a().primary().scale();
      GainDifference gain = row.gain();
      lines.add(
          List.of(
              row.a().spec().row() + ", " + row.a().spec().scale() + ", " + row.engines(),
              row.primaryMetric().labelWithUnit(),
              method.flatMap(FigureDifference::a).map(Figures::meanAndDeviation).orElse(NONE),
              method.flatMap(FigureDifference::b).map(Figures::meanAndDeviation).orElse(NONE),
              method.map(ComparisonTables::difference).orElse(NONE),
              gain(gain.a(), scale),
              gain(gain.b(), scale),
              gain.difference().map(d -> difference(d, scale)).orElse(NONE),
              gain.sameVerdict()
                  ? gain.verdictA().kind().label()
                  : gain.verdictA().kind().label() + " / " + gain.verdictB().kind().label(),
              equalRuns(row)));
    }
    return new TableView(
        "The last dense phase of DSD in both stores, and its gain over the baseline",
        List.of(
            "row",
            "metric",
            "DSD in A",
            "DSD in B",
            "B − A",
            "gain in A",
            "gain in B",
            "gain B − A",
            "verdicts",
            "equal to the bit"),
        lines);
  }

  static Optional<FigureDifference> method(RowComparison row) {
    return row.figures(row.primaryMetric()).stream()
        .filter(figure -> figure.arm().equals(row.a().roles().method()))
        .findFirst();
  }

  static String equalRuns(RowComparison row) {
    return row.equalRuns() + " of " + row.runs().size() + " runs";
  }

  /** Every arm of one metric. */
  static TableView figures(RowComparison row, Metric metric) {
    List<List<String>> lines = new ArrayList<>();
    for (FigureDifference figure : row.figures(metric)) {
      lines.add(
          List.of(
              figure.arm(),
              figure.a().map(Figures::meanAndDeviation).orElse(NONE),
              figure.b().map(Figures::meanAndDeviation).orElse(NONE),
              difference(figure),
              figure.difference().map(ComparisonTables::seeds).orElse(NONE),
              Figures.p(figure.adjustedP()),
              figure.words()));
    }
    String direction = metric.direction().words();
    return new TableView(
        metric.labelWithUnit()
            + " by arm, scale "
            + row.a().spec().scale()
            + (direction.isEmpty() ? "" : ", " + direction),
        List.of("arm", "A", "B", "B − A, 95 % interval", "seeds", "p after Holm", "B is"),
        lines);
  }

  /** Every run that both have. */
  static TableView runs(RowComparison row) {
    List<List<String>> lines = new ArrayList<>();
    for (RunAgreement run : row.runs()) {
      lines.add(
          List.of(
              run.arm() + ", seed " + run.seed(),
              run.figures().label(),
              run.weights().label(),
              run.masks().label(),
              losses(run.losses())));
    }
    return new TableView(
        "Run by run, scale " + row.a().spec().scale(),
        List.of("run", "figures", "final weights", "kept weights a layer", "first training losses"),
        lines);
  }

  static TableView settings(RowComparison row) {
    return new TableView(
        "Settings that differ",
        List.of("setting", "A", "B"),
        row.settings().stream().map(c -> List.of(c.path(), c.there(), c.here())).toList());
  }

  static TableView environment(StoreComparison comparison) {
    return new TableView(
        "Where it was run: what differs",
        List.of("what", "A", "B"),
        comparison.environment().stream().map(e -> List.of(e.key(), e.a(), e.b())).toList());
  }

  private static String losses(FirstLosses losses) {
    if (losses.comparable() == 0) {
      return "no step that both logged";
    }
    String steps = losses.comparable() + (losses.comparable() == 1 ? " step" : " steps");
    return losses.largest() == 0
        ? "equal over " + steps
        : String.format(Locale.ROOT, "up to %.1e apart over %s", losses.largest(), steps);
  }

  private static String difference(FigureDifference figure) {
    double scale = figure.a().map(Summary::mean).orElse(0.0);
    return figure.difference().map(d -> difference(d, scale)).orElse(NONE);
  }

  static String difference(Difference difference, double scale) {
    String mean = Figures.difference(difference.mean(), scale);
    return difference.interval().isEmpty()
        ? mean
        : mean + " " + Figures.interval(difference.interval(), scale);
  }

  private static String seeds(Difference difference) {
    return difference.paired()
        ? difference.seedsA() + (difference.seedsA() == 1 ? " pair" : " pairs")
        : difference.seedsA() + " and " + difference.seedsB();
  }

  private static String gain(Optional<Contrast> gain, double scale) {
    return gain.map(g -> Figures.difference(g.comparison().mean(), scale)).orElse(NONE);
  }
}
