package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.statistics.Verdict;
import org.dsd4j.reports.text.Figures;

/** The first table, in the layout of the paper's Table 1, and the sentence above it. */
final class SummaryViews {
  private static final String NONE = "–";
  private static final String TABLE_1 = "Rows of the paper's Table 1";
  private static final String ZOO = "Rows of the authors' model zoo alone";
  private static final String OTHER = "Rows of no source";

  private static final Map<Verdict.Kind, String> COUNTED = new EnumMap<>(Verdict.Kind.class);

  static {
    COUNTED.put(Verdict.Kind.REPLICATED, "replicated");
    COUNTED.put(Verdict.Kind.DIRECTION_ONLY, "better than the baseline alone (direction only)");
    COUNTED.put(Verdict.Kind.NO_GAIN, "without a gain that could be shown");
    COUNTED.put(Verdict.Kind.WORSE, "worse");
    COUNTED.put(Verdict.Kind.DIVERGED, "diverged");
    COUNTED.put(Verdict.Kind.NOT_RUN, "without a verdict");
    COUNTED.put(Verdict.Kind.NOT_JUDGED, "not judged");
  }

  private SummaryViews() {}

  /** "Of 9 rows run here: 2 replicated, 7 without a verdict; 1 more row was not run." */
  static String counted(ReproductionReport report) {
    int rows = report.rows().size();
    Map<Verdict.Kind, Long> counts =
        report.rows().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.primary().verdict().kind(),
                    () -> new EnumMap<>(Verdict.Kind.class),
                    Collectors.counting()));
    String verdicts =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + COUNTED.get(entry.getKey()))
            .collect(Collectors.joining(", "));
    int absent = report.absent().size();
    String missing =
        absent == 0 ? "" : "; " + absent + (absent == 1 ? " more was" : " more were") + " not run";
    return "Of " + rows + (rows == 1 ? " row" : " rows") + " run here: " + verdicts + missing + ".";
  }

  /** The rows of Table 1, then those of the zoo, then others; parts without rows are left out. */
  static List<SummaryView> of(ReproductionReport report) {
    List<SummaryView.Line> table1 = new ArrayList<>();
    List<SummaryView.Line> zoo = new ArrayList<>();
    for (Claim claim : report.claims().rows()) {
      List<SummaryView.Line> part = claim.listedInTable1() ? table1 : zoo;
      report.rows().stream()
          .filter(row -> row.spec().row().equals(claim.row()))
          .map(SummaryViews::line)
          .forEach(part::add);
      if (report.absent().contains(claim)) {
        part.add(absent(claim));
      }
    }
    List<SummaryView.Line> other =
        report.rows().stream()
            .filter(row -> row.claim().isEmpty())
            .map(SummaryViews::line)
            .toList();
    return List.of(
            new SummaryView(TABLE_1, table1),
            new SummaryView(ZOO, zoo),
            new SummaryView(OTHER, other))
        .stream()
        .filter(part -> !part.lines().isEmpty())
        .toList();
  }

  private static SummaryView.Line line(RowReport row) {
    MetricReport metric = row.primary();
    Optional<Contrast> gain = metric.gain();
    double scale = metric.scale();
    String network = row.shortName();
    return new SummaryView.Line(
        row.anchor(),
        network,
        variant(row.spec().network(), network),
        "scale " + row.spec().scale() + ", " + row.spec().engine(),
        row.claim().map(Claim::domain).orElse(row.spec().domain()),
        row.claim().map(Claim::type).orElse(NONE),
        brief(row.spec().dataset()),
        metric.metric().labelWithUnit(),
        figure(metric, metric.roles().reference()),
        figure(metric, metric.roles().method()),
        gain.map(g -> Figures.difference(g.comparison().mean(), scale)).orElse(NONE),
        gain.map(MetricViews::relative).orElse(NONE),
        gain.map(g -> MetricViews.interval(g.comparison().interval(), scale)).orElse(NONE),
        row.hasSeveralPasses()
            ? metric.roles().method() + " over " + metric.roles().reference()
            : "",
        row.claim().map(PaperFigures::table1).orElse(SummaryView.Paper.NONE),
        MetricViews.style(metric.verdict()),
        metric.verdict().kind().label(),
        seeds(gain.map(g -> g.seeds().size()).orElse(0)));
  }

  private static String seeds(int seeds) {
    return seeds + (seeds == 1 ? " seed" : " seeds");
  }

  private static SummaryView.Line absent(Claim claim) {
    return new SummaryView.Line(
        "",
        claim.network(),
        "",
        "",
        claim.domain(),
        claim.type(),
        NONE,
        claim.metrics().get(0).labelWithUnit(),
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        "",
        PaperFigures.table1(claim),
        "absent",
        "not run",
        ReproductionReport.NO_RECORDS);
  }

  /** The whole text stands in the row's section. */
  private static String brief(String dataset) {
    return dataset.split("[,:;(]", 2)[0].strip();
  }

  private static String variant(String whole, String name) {
    return whole.startsWith(name) ? whole.substring(name.length()).replaceFirst("^,\\s*", "") : "";
  }

  private static String figure(MetricReport metric, String arm) {
    return metric.summary(arm).map(Figures::meanAndDeviation).map(MetricViews::tight).orElse(NONE);
  }
}
