package org.dsd4j.reports.table;

import java.util.List;
import org.dsd4j.reports.metric.WordErrors;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.text.Csv;

/**
 * The word errors of every utterance, as tidy CSV after RFC 4180, with {@code \n} as line end: one
 * line for each row, arm, seed and example; {@code words} are those of the reference. A corpus'
 * word error rate is 100 (S + D + I) / N of the sums over its lines.
 */
public final class WordErrorCsv {
  private static final String HEADER =
      "scale,row,engine,arm,seed,set,example,name,substitutions,deletions,insertions,words\n";

  private WordErrorCsv() {}

  /** Whether there is anything to write. */
  public static boolean has(ReproductionReport report) {
    return report.rows().stream()
        .flatMap(row -> row.sentences().stream())
        .anyMatch(said -> !said.utterances().isEmpty());
  }

  /**
   * Writes the report's utterances.
   *
   * @param report the report
   * @return the file's text
   */
  public static String of(ReproductionReport report) {
    StringBuilder text = new StringBuilder(HEADER);
    for (RowReport row : report.rows()) {
      row.sentences().ifPresent(said -> said.utterances().forEach(one -> append(text, row, one)));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, RowReport row, SentenceReport.Utterance one) {
    WordErrors errors = one.errors();
    Csv.appendLine(
        text,
        List.of(
            row.spec().scale(),
            row.spec().row(),
            row.spec().engine(),
            one.arm(),
            Long.toString(one.seed()),
            one.set(),
            Long.toString(one.example()),
            one.name(),
            Long.toString(errors.substitutions()),
            Long.toString(errors.deletions()),
            Long.toString(errors.insertions()),
            Long.toString(errors.words())));
  }
}
