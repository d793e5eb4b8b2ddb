package org.dsd4j.reports.table;

import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.text.Csv;

/**
 * The scores of the sentences that runs kept, as tidy CSV after RFC 4180, with {@code \n} as line
 * end: one line for each row, metric and arm. Means are over seeds; {@code low} and {@code high}
 * end the 95 % bootstrap interval over the examples of the test split; gains are over the baseline,
 * positive when better, and empty on its own lines.
 */
public final class SentenceCsv {
  private static final String HEADER =
      "scale,row,engine,examples,references,metric,unit,arm,seeds,mean,low,high,"
          + "gain,gain_low,gain_high\n";

  private SentenceCsv() {}

  /**
   * Writes the report's scores.
   *
   * @param report the report
   * @return the file's text, a head line alone when there is none
   */
  public static String of(ReproductionReport report) {
    StringBuilder text = new StringBuilder(HEADER);
    for (RowReport row : report.rows()) {
      row.sentences().ifPresent(said -> append(text, row, said));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, RowReport row, SentenceReport said) {
    for (SentenceReport.Score score : said.scores()) {
      score
          .arms()
          .forEach(
              (arm, own) -> {
                Optional<SentenceReport.Estimate> gain =
                    Optional.ofNullable(score.gains().get(arm));
                Csv.appendLine(
                    text,
                    List.of(
                        row.spec().scale(),
                        row.spec().row(),
                        row.spec().engine(),
                        Integer.toString(score.examples()),
                        Integer.toString(said.mostReferences()),
                        score.metric().id(),
                        score.metric().unit(),
                        arm,
                        Integer.toString(own.seeds()),
                        CsvWriter.exact(own.mean()),
                        CsvWriter.exact(own.interval().low()),
                        CsvWriter.exact(own.interval().high()),
                        gain.map(g -> CsvWriter.exact(g.mean())).orElse(""),
                        gain.map(g -> CsvWriter.exact(g.interval().low())).orElse(""),
                        gain.map(g -> CsvWriter.exact(g.interval().high())).orElse("")));
              });
    }
  }
}
