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
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.text.Figures;

/**
 * The tables for a paper, in LaTeX: for each scale and engine one in the layout of the paper's
 * Table 1, one with the sources' figures, and for each row its arms, and its BLEU or word error
 * rates. They fit the text of a plain article. The file can be compiled alone; put into a document
 * by {@code \input}, it is its tables alone, and needs the package booktabs.
 */
public final class LatexWriter {
  private static final String HEAD =
      """
      %% Tables of a re-run of "DSD: Dense-Sparse-Dense Training" (Han et al., 2017).
      %% Compile this file alone, or \\input it into a document that uses the package booktabs.
      %% No table is wider than the text of \\documentclass{article} at 10pt.
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

  /** The column of the networks and their metrics. */
  private static final String NAMES = "p{38mm}";

  private LatexWriter() {}

  /**
   * Writes the report's tables.
   *
   * @param report the report
   * @return the file's text, ASCII but for the letters of names
   */
  public static String of(ReproductionReport report) {
    StringBuilder text = new StringBuilder(HEAD.replace("%%", "%"));
    text.append(Latex.DEFINITIONS).append('\n');
    groups(report).forEach((where, rows) -> text.append(overview(where, rows)).append('\n'));
    text.append(sources(report)).append('\n');
    for (RowReport row : report.rows()) {
      LatexRow.tables(row).forEach(table -> text.append(table).append('\n'));
    }
    return text.append(END).toString();
  }

  private static String overview(String where, List<RowReport> rows) {
    RunSpec spec = rows.get(0).spec();
    Latex table =
        new Latex(
            NAMES + "rrrrl",
            6,
            "DSD over its baseline, run again at "
                + Latex.escape(where)
                + ", in the layout of Table~1 of the paper. Test split, last step; mean and $\\pm$"
                + " standard deviation over seeds; improvements are paired by seed, positive when"
                + " better, above their 95\\,\\% t interval.",
            Latex.label("overview-" + spec.scale() + "-" + spec.engine()));
    table.line(List.of("Network", "Baseline", "DSD", "Abs.", "Rel.", "Verdict")).rule();
    rows.forEach(row -> table.line(ours(row)));
    return table.end();
  }

  /** By scale and engine: figures of different scales do not stand in one table. */
  private static Map<String, List<RowReport>> groups(ReproductionReport report) {
    return report.rows().stream()
        .collect(
            Collectors.groupingBy(
                row -> "scale " + row.spec().scale() + ", " + row.spec().engine(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static String sources(ReproductionReport report) {
    Latex table =
        new Latex(
            NAMES + "rrrrll",
            7,
            "What the sources report, at the paper's scale, and whether the row was run here. The"
                + " figures are not comparable with those of another scale.",
            Latex.label("sources"));
    table.line(List.of("Network", "Baseline", "DSD", "Abs.", "Rel.", "Source", "Here")).rule();
    for (Claim claim : report.claims().rows()) {
      String here = report.absent().contains(claim) ? ReproductionReport.NO_RECORDS : "run";
      sources(claim, here).forEach(table::line);
    }
    return table.end();
  }

  private static List<String> ours(RowReport row) {
    MetricReport metric = row.primary();
    Optional<Contrast> gain = metric.gain();
    int seeds = gain.map(g -> g.seeds().size()).orElse(0);
    return List.of(
        named(row.spec().network(), metric.metric()),
        mean(metric, metric.roles().reference()),
        mean(metric, metric.roles().method()),
        gain.map(g -> LatexRow.gain(g, metric.scale())).orElse(NONE),
        gain.map(Contrast::relativePercent).flatMap(LatexWriter::percent).orElse(NONE),
        Latex.two(
            'l',
            Latex.escape(metric.verdict().kind().label()),
            seeds + (seeds == 1 ? " seed" : " seeds")));
  }

  /** The network, broken where it is too long, above its metric. */
  private static String named(String network, Metric metric) {
    return "\\raggedright " + Latex.escape(network) + "\\newline" + small(metric);
  }

  private static String small(Metric metric) {
    return "{\\scriptsize " + Latex.escape(metric.labelWithUnit()) + "}";
  }

  private static String mean(MetricReport metric, String arm) {
    return metric
        .summary(arm)
        .map(summary -> Figures.meanAndDeviation(summary).split(" (?=±)", 2))
        .map(
            parts ->
                Latex.two(
                    'r', Latex.figure(parts[0]), parts.length > 1 ? Latex.figure(parts[1]) : ""))
        .orElse(NONE);
  }

  private static Optional<String> percent(double relative) {
    return Double.isNaN(relative)
        ? Optional.empty()
        : Optional.of(Latex.figure(Figures.difference(relative, 10)) + "\\,\\%");
  }

  /** A line for each source; improvements as printed there, so none where it prints none. */
  private static List<List<String>> sources(Claim claim, String here) {
    Metric metric = claim.metrics().get(0);
    List<List<String>> lines = new ArrayList<>();
    List<Claim.Pair> pairs = claim.pairs(metric.id());
    String name = pairs.size() > 1 ? Latex.escape(claim.network()) : named(claim.network(), metric);
    for (Claim.Pair pair : pairs) {
      boolean first = lines.isEmpty();
      Optional<Headline> printed =
          claim.headlines().stream()
              .filter(line -> line.source().equals(pair.source()))
              .filter(line -> line.metric().equals(metric.id()))
              .findFirst();
      lines.add(
          List.of(
              first ? name : small(metric),
              Figures.claimed(pair.baseline()),
              Figures.claimed(pair.dsd()),
              printed.map(line -> "+" + Figures.claimed(line.absolute())).orElse(NONE),
              printed.map(line -> "+" + Figures.claimed(line.relative()) + "\\,\\%").orElse(NONE),
              Latex.escape(pair.source()),
              first ? here : ""));
    }
    return lines;
  }
}
