package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.claims.Headline;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Metric;

/**
 * The tables for a paper, in LaTeX: one in the layout of the paper's Table 1, with the sources'
 * figures in a part of their own, and for each row its arms, and its BLEU or word error rates. The
 * file can be compiled alone; put into a document by {@code \input}, it is its tables alone, and
 * needs the package booktabs.
 */
public final class LatexWriter {
  private static final String HEAD =
      """
      %% Tables of a re-run of "DSD: Dense-Sparse-Dense Training" (Han et al., 2017).
      %% Compile this file alone, or \\input it into a document that uses the package booktabs.
      \\makeatletter
      \\newif\\ifdsdalone
      \\ifx\\@nodocument\\relax\\dsdalonefalse\\else\\dsdalonetrue\\fi
      \\makeatother
      \\ifdsdalone
      \\documentclass[a4paper]{article}
      \\usepackage[T1]{fontenc}
      \\usepackage[margin=18mm]{geometry}
      \\usepackage{booktabs}
      \\begin{document}
      \\fi

      """;
  private static final String END = "\\ifdsdalone\n\\end{document}\n\\fi\n";
  private static final String NONE = "--";

  private LatexWriter() {}

  /**
   * Writes the report's tables.
   *
   * @param report the report
   * @return the file's text, ASCII but for the letters of names
   */
  public static String of(ReproductionReport report) {
    StringBuilder text = new StringBuilder(HEAD.replace("%%", "%"));
    text.append(overview(report)).append('\n');
    for (RowReport row : report.rows()) {
      LatexRow.tables(row).forEach(table -> text.append(table).append('\n'));
    }
    return text.append(END).toString();
  }

  private static String overview(ReproductionReport report) {
    Latex table =
        new Latex(
            "p{38mm}p{26mm}rrrrrl",
            8,
            "DSD over its baseline, run again, in the layout of Table~1 of the paper. Test split,"
                + " last step; mean $\\pm$ standard deviation over seeds; improvements are paired by"
                + " seed, positive when better, with their 95\\,\\% t interval. The sources' figures"
                + " below are of the paper's scale and not comparable with those"
                + " of another scale.",
            "tab:dsd-overview");
    table.line(
        List.of(
            "Network",
            "Metric",
            "Baseline",
            "DSD",
            "Abs.",
            "95\\,\\% interval",
            "Rel.",
            "Verdict (seeds)"));
    groups(report)
        .forEach(
            (title, rows) -> {
              table.rule().panel(title);
              rows.forEach(row -> table.line(ours(row)));
            });
    if (!report.absent().isEmpty()) {
      table.rule().panel("Not run here");
      report.absent().forEach(claim -> table.line(absent(claim)));
    }
    table.rule().panel("What the sources report, at the paper's scale");
    report.claims().rows().forEach(claim -> sources(claim).forEach(table::line));
    return table.end();
  }

  private static Map<String, List<RowReport>> groups(ReproductionReport report) {
    return report.rows().stream()
        .collect(
            Collectors.groupingBy(
                row ->
                    Latex.escape(
                        "Run here, scale " + row.spec().scale() + ", " + row.spec().engine()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static List<String> ours(RowReport row) {
    MetricReport metric = row.primary();
    Optional<Contrast> gain = metric.gain();
    double scale = metric.scale();
    int seeds = gain.map(g -> g.seeds().size()).orElse(0);
    return List.of(
        Latex.escape(row.spec().network()),
        Latex.escape(metric.metric().labelWithUnit()),
        mean(metric, metric.roles().reference()),
        mean(metric, metric.roles().method()),
        gain.map(g -> Figures.difference(g.comparison().mean(), scale))
            .map(Latex::figure)
            .orElse(NONE),
        gain.map(g -> Figures.interval(g.comparison().interval(), scale))
            .map(Latex::figure)
            .orElse(NONE),
        gain.map(Contrast::relativePercent).flatMap(LatexWriter::percent).orElse(NONE),
        Latex.escape(metric.verdict().kind().label() + " (" + seeds + ")"));
  }

  private static List<String> absent(Claim claim) {
    return List.of(
        Latex.escape(claim.network()),
        Latex.escape(claim.metrics().get(0).labelWithUnit()),
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        ReproductionReport.NO_RECORDS);
  }

  private static String mean(MetricReport metric, String arm) {
    return metric.summary(arm).map(Figures::meanAndDeviation).map(Latex::figure).orElse(NONE);
  }

  private static Optional<String> percent(double relative) {
    return Double.isNaN(relative)
        ? Optional.empty()
        : Optional.of(Latex.figure(Figures.difference(relative, 10)) + "\\,\\%");
  }

  /** A line for each source; improvements as printed there, so none where it prints none. */
  private static List<List<String>> sources(Claim claim) {
    Metric metric = claim.metrics().get(0);
    List<List<String>> lines = new ArrayList<>();
    for (Claim.Pair pair : claim.pairs(metric.id())) {
      Optional<Headline> printed =
          claim.headlines().stream()
              .filter(line -> line.source().equals(pair.source()))
              .filter(line -> line.metric().equals(metric.id()))
              .findFirst();
      lines.add(
          List.of(
              Latex.escape(claim.network()),
              Latex.escape(metric.labelWithUnit()),
              Figures.claimed(pair.baseline()),
              Figures.claimed(pair.dsd()),
              printed.map(line -> "+" + Figures.claimed(line.absolute())).orElse(NONE),
              NONE,
              printed.map(line -> "+" + Figures.claimed(line.relative()) + "\\,\\%").orElse(NONE),
              Latex.escape(pair.source())));
    }
    return lines;
  }
}
