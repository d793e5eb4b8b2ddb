package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.dsd4j.reports.metric.MatchedPairs;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.model.TrainingCost;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.statistics.Improvement;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.PairedComparison;
import org.dsd4j.reports.statistics.Verdict;
import org.dsd4j.reports.statistics.VerdictRule;
import org.dsd4j.reports.text.Durations;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TableView;

/** Puts the figures of one metric into words. */
final class MetricViews {
  private static final String NONE = "–";

  private MetricViews() {}

  static MetricView of(RowReport row, MetricReport metric) {
    Verdict verdict = metric.verdict();
    return new MetricView(
        name(metric.metric()),
        metric.primary(),
        judges(metric),
        style(verdict),
        verdict.kind().label(),
        verdict.reason(),
        verdict.warnings(),
        arms(row, metric),
        contrasts(row, metric),
        gains(row, metric),
        deciding(metric).size(),
        PaperFigures.pairs(metric.claimed()),
        row.spec().scale().equals("paper")
            ? ""
            : "Those are figures of the paper's network and corpus, not of scale "
                + row.spec().scale()
                + ".");
  }

  static String style(Verdict verdict) {
    return verdict.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String name(Metric metric) {
    return metric.labelWithUnit()
        + (metric.direction().judges() ? ", " + metric.direction().words() : "");
  }

  private static TableView arms(RowReport row, MetricReport metric) {
    List<String> head = new ArrayList<>(List.of("arm", "mean ± sd"));
    row.seeds().forEach(seed -> head.add(tight("seed " + seed)));
    head.addAll(List.of("epochs", "steps", "examples", "time"));
    List<List<String>> lines = new ArrayList<>();
    for (ArmReport arm : row.arms()) {
      List<String> line = new ArrayList<>();
      line.add(arm.arm());
      line.add(
          metric
              .summary(arm.arm())
              .map(Figures::meanAndDeviation)
              .map(MetricViews::tight)
              .orElse(NONE));
      SortedMap<Long, Double> values = arm.values(metric.metric().id());
      for (ArmRun run : arm.runs()) {
        line.add(
            Optional.ofNullable(values.get(run.seed())).map(Figures::value).orElse(status(run)));
      }
      line.addAll(budget(arm.wholeBudget()));
      lines.add(line);
    }
    return new TableView(
        metric.metric().labelWithUnit()
            + " on the test split after the last step, scale "
            + row.spec().scale()
            + "; budgets from the first dense phase on, mean over seeds",
        head,
        lines);
  }

  static List<String> budget(Optional<TrainingCost> budget) {
    return budget
        .map(
            b ->
                List.of(
                    Figures.epochs(b.epochs()),
                    Figures.count(b.steps()),
                    Figures.count(b.examples()),
                    tight(Durations.of(b.seconds()))))
        .orElse(List.of(NONE, NONE, NONE, NONE));
  }

  /** DSD over its reference and over the best control of equal budget, as far as they ran. */
  private static List<Contrast> deciding(MetricReport metric) {
    return Stream.of(metric.gain(), metric.control()).flatMap(Optional::stream).toList();
  }

  private static List<Contrast> ordered(MetricReport metric) {
    return Stream.concat(deciding(metric).stream(), metric.contrasts().stream())
        .distinct()
        .toList();
  }

  private static TableView contrasts(RowReport row, MetricReport metric) {
    boolean segments = metric.contrasts().stream().anyMatch(c -> !c.segments().isEmpty());
    List<String> head = new ArrayList<>();
    head.addAll(List.of("comparison", judges(metric) ? "mean gain" : "mean change", "relative"));
    head.addAll(List.of("95 % t interval", "95 % BCa bootstrap", "95 % over examples"));
    head.add("p: t / signed rank / sign flip");
    if (segments) {
      head.add("segments differ");
    }
    head.addAll(List.of("effect size", judges(metric) ? "seeds better" : "seeds larger"));
    double scale = scale(metric);
    List<List<String>> lines =
        ordered(metric).stream().map(contrast -> line(contrast, scale, segments)).toList();
    return new TableView(
        (judges(metric) ? "Paired gains" : "Paired changes") + unitAndScale(row, metric),
        head,
        lines);
  }

  /** A table of its own: beside the statistics, more than three seeds would find no room. */
  private static TableView gains(RowReport row, MetricReport metric) {
    List<String> head = new ArrayList<>(List.of("comparison"));
    row.seeds().forEach(seed -> head.add(tight("seed " + seed)));
    List<List<String>> lines = new ArrayList<>();
    for (Contrast contrast : ordered(metric)) {
      List<Double> gains = contrast.comparison().differences();
      List<String> line = new ArrayList<>(List.of(comparison(contrast)));
      for (long seed : row.seeds()) {
        int place = contrast.seeds().indexOf(seed);
        line.add(
            place < 0
                ? missing(row, contrast, seed)
                : Figures.difference(gains.get(place), scale(metric)));
      }
      lines.add(line);
    }
    return new TableView(
        (judges(metric) ? "Gain" : "Change") + " of each seed" + unitAndScale(row, metric),
        head,
        lines);
  }

  /** Why a seed has no gain: a gap must not look like a seed that was not asked for. */
  private static String missing(RowReport row, Contrast contrast, long seed) {
    return row.arms().stream()
        .filter(a -> a.arm().equals(contrast.arm()) || a.arm().equals(contrast.reference()))
        .flatMap(
            a ->
                a.runs().stream()
                    .filter(run -> run.seed() == seed)
                    .filter(run -> run.status() != ArmRun.Status.MEASURED)
                    .map(run -> a.arm() + " " + status(run)))
        .findFirst()
        .orElse(NONE);
  }

  private static String unitAndScale(RowReport row, MetricReport metric) {
    return " in "
        + (metric.metric().unit().equals("%") ? "points" : metric.metric().label())
        + (judges(metric) ? ", positive is better, scale " : ", positive is larger, scale ")
        + row.spec().scale();
  }

  private static boolean judges(MetricReport metric) {
    return metric.metric().direction().judges();
  }

  private static double scale(MetricReport metric) {
    return metric.scale();
  }

  private static String comparison(Contrast contrast) {
    return contrast.arm() + " over " + contrast.reference();
  }

  private static List<String> line(Contrast contrast, double scale, boolean segments) {
    PairedComparison comparison = contrast.comparison();
    List<String> cells = new ArrayList<>();
    cells.add(comparison(contrast));
    cells.add(Figures.difference(comparison.mean(), scale));
    cells.add(relative(contrast));
    cells.add(interval(comparison.interval(), scale));
    cells.add(interval(comparison.bootstrap(), scale));
    cells.add(interval(contrast.overExamples().map(SentenceReport.Estimate::interval), scale));
    cells.add(tests(comparison));
    if (segments) {
      cells.add(segments(contrast));
    }
    cells.add(
        comparison.effectSize().isPresent()
            ? Figures.difference(comparison.effectSize().getAsDouble(), 1)
            : NONE);
    cells.add(improvement(comparison.improvement()));
    return cells;
  }

  private static String tests(PairedComparison comparison) {
    return comparison.n() < 2
        ? NONE
        : tight(
            String.join(
                " / ",
                Figures.p(comparison.pairedT()),
                Figures.p(comparison.signedRank()),
                Figures.p(comparison.signFlip())));
  }

  /** In how many seeds the two transcripts differ by the matched-pair test, and which way. */
  private static String segments(Contrast contrast) {
    if (contrast.segments().isEmpty()) {
      return NONE;
    }
    List<MatchedPairs> differ =
        contrast.segments().values().stream()
            .filter(test -> test.p().orElse(1) < VerdictRule.ALPHA)
            .toList();
    long better = differ.stream().filter(test -> test.mean() > 0).count();
    return tight(
        String.format(
            Locale.ROOT,
            "%d better, %d worse of %d",
            better,
            differ.size() - better,
            contrast.segments().size()));
  }

  private static String improvement(Improvement improvement) {
    String wins = Figures.shortest(improvement.wins() + 0.5 * improvement.ties());
    return tight(
        wins + " of " + improvement.seeds() + " " + Figures.range(improvement.interval(), 10));
  }

  private static String status(ArmRun run) {
    return run.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String interval(Optional<Interval> interval, double scale) {
    return tight(Figures.interval(interval, scale));
  }

  /** A figure is never broken over two lines. */
  static String tight(String figure) {
    return figure.replace(' ', '\u00a0');
  }

  static String relative(Contrast contrast) {
    return Double.isNaN(contrast.relativePercent())
        ? NONE
        : Figures.difference(contrast.relativePercent(), 10) + "\u00a0%";
  }
}
