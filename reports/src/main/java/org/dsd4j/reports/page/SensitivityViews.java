package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SensitivityReport;
import org.dsd4j.reports.model.SensitivityReport.Moment;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TableView;

/** Puts a sensitivity analysis into words. */
final class SensitivityViews {
  /** What is called bearable, in the unit of the primary metric. */
  private static final double WITHIN = 1;

  private static final String NONE = "–";
  private static final SensitivityView NOTHING =
      new SensitivityView("", TableView.EMPTY, TableView.EMPTY, List.of(), "");

  private SensitivityViews() {}

  static SensitivityView of(RowReport row, List<Drawing> charts) {
    return row.sensitivity()
        .map(
            report ->
                new SensitivityView(
                    text(report), uniform(report), layers(report), charts, report.spec().command()))
        .orElse(NOTHING);
  }

  private static String text(SensitivityReport report) {
    SensitivitySpec spec = report.spec();
    String training =
        spec.retrains()
            ? " and trains the rest for " + Figures.count(spec.retrainSteps()) + " steps (S)"
            : "; no training follows";
    String seeds = report.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "Each point starts from the dense weights of its seed, sets the smallest weights to zero"
        + training
        + ". Figures are from the "
        + spec.split()
        + " split, scale "
        + spec.scale()
        + ", "
        + (report.seeds().size() == 1 ? "seed " : "mean over seeds ")
        + seeds
        + ".";
  }

  private static TableView uniform(SensitivityReport report) {
    SensitivitySpec spec = report.spec();
    if (!spec.layers().contains(SensitivitySpec.UNIFORM)) {
      return TableView.EMPTY;
    }
    Metric metric = spec.primaryMetric();
    List<String> head = new ArrayList<>(List.of("sparsity"));
    for (Moment moment : report.moments()) {
      boolean pruned = moment == Moment.PRUNED;
      head.add(pruned ? moment.label() : MetricViews.tight(moment.label()));
      head.add(MetricViews.tight("worse by"));
    }
    head.add("seeds");
    List<List<String>> lines = new ArrayList<>();
    for (double sparsity : spec.sparsities()) {
      List<String> line = new ArrayList<>(List.of(Figures.percent(sparsity)));
      int seeds = 0;
      for (Moment moment : report.moments()) {
        Optional<Summary> figures =
            report.summary(moment, SensitivitySpec.UNIFORM, sparsity, metric);
        line.add(figures.map(Figures::meanAndDeviation).map(MetricViews::tight).orElse(NONE));
        line.add(change(report, moment, SensitivitySpec.UNIFORM, sparsity));
        seeds = Math.max(seeds, figures.map(Summary::n).orElse(0));
      }
      line.add(Integer.toString(seeds));
      lines.add(line);
    }
    return new TableView(
        metric.labelWithUnit()
            + " with all prunable layers at the same sparsity, "
            + place(spec)
            + "; worse by: "
            + unit(metric)
            + " against the dense weights",
        head,
        lines);
  }

  private static TableView layers(SensitivityReport report) {
    SensitivitySpec spec = report.spec();
    double most = spec.sparsities().get(spec.sparsities().size() - 1);
    List<String> head = new ArrayList<>(List.of("layer pruned alone"));
    for (Moment moment : report.moments()) {
      head.add("bears " + moment.label());
      head.add("worse by at " + Figures.percent(most) + " " + moment.label());
    }
    List<List<String>> lines = new ArrayList<>();
    for (String layer : report.singleLayers()) {
      List<String> line = new ArrayList<>(List.of(layer));
      for (Moment moment : report.moments()) {
        line.add(borne(report, moment, layer));
        line.add(change(report, moment, layer, most));
      }
      lines.add(line);
    }
    String unit = unit(spec.primaryMetric());
    return new TableView(
        "What each layer bears: the largest measured sparsity at which "
            + spec.primaryMetric().label()
            + " is at most "
            + Figures.shortest(WITHIN)
            + (unit.equals("points") ? " point" : "")
            + " worse than that of the dense weights, "
            + place(spec),
        head,
        lines);
  }

  private static String borne(SensitivityReport report, Moment moment, String layer) {
    OptionalDouble borne = report.borne(moment, layer, WITHIN);
    if (borne.isPresent()) {
      return Figures.percent(borne.getAsDouble());
    }
    boolean measured =
        report.spec().sparsities().stream()
            .filter(sparsity -> sparsity > 0)
            .anyMatch(sparsity -> report.worsening(moment, layer, sparsity).isPresent());
    return measured ? "none" : NONE;
  }

  private static String change(
      SensitivityReport report, Moment moment, String layer, double sparsity) {
    OptionalDouble change = report.worsening(moment, layer, sparsity);
    double scale = report.dense(report.spec().primaryMetric()).map(Summary::mean).orElse(0.0);
    return change.isPresent() ? Figures.difference(change.getAsDouble(), scale) : NONE;
  }

  private static String unit(Metric metric) {
    return metric.unit().equals("%") ? "points" : metric.label();
  }

  private static String place(SensitivitySpec spec) {
    return spec.split() + " split, scale " + spec.scale();
  }
}
