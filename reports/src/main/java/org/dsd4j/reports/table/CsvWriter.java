package org.dsd4j.reports.table;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.TrainingCost;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.text.Csv;
import org.dsd4j.reports.text.Figures;

/**
 * The measurements as tidy CSV after RFC 4180, with {@code \n} as line end: one line for each row,
 * seed, arm and metric, also where nothing was measured: the outcome is {@code measured}, {@code
 * diverged}, {@code unfinished} or {@code not-run}, and the reason says why there is no value. A
 * row of the sources that was never run has one line for each of its metrics, at the end, whose
 * scale, engine, seed and arm are empty. Budgets are those from the first dense phase to the arm's
 * end; values have all their digits.
 */
public final class CsvWriter {
  private static final String HEADER =
      "scale,row,engine,seed,arm,metric,unit,direction,value,outcome,reason,"
          + "steps,epochs,examples,seconds\n";

  private CsvWriter() {}

  /**
   * Writes the report's measurements.
   *
   * @param report the report
   * @return the file's text
   */
  public static String of(ReproductionReport report) {
    StringBuilder text = new StringBuilder(HEADER);
    for (RowReport row : report.rows()) {
      for (ArmReport arm : row.arms()) {
        for (ArmRun run : arm.runs()) {
          for (Metric metric : row.spec().metrics()) {
            append(text, row, arm, run, metric);
          }
        }
      }
    }
    for (Claim claim : report.absent()) {
      claim.metrics().forEach(metric -> appendAbsent(text, claim, metric));
    }
    return text.toString();
  }

  private static void appendAbsent(StringBuilder text, Claim claim, Metric metric) {
    String outcome = outcome(ArmRun.Status.NOT_RUN);
    List<String> cells = new ArrayList<>(List.of("", claim.row(), "", "", "", metric.id()));
    cells.addAll(List.of(metric.unit(), words(metric.direction()), "", outcome));
    cells.addAll(List.of(ReproductionReport.NO_RECORDS, "", "", "", ""));
    Csv.appendLine(text, cells);
  }

  private static void append(
      StringBuilder text, RowReport row, ArmReport arm, ArmRun run, Metric metric) {
    Optional<Double> value = Optional.ofNullable(arm.values(metric.id()).get(run.seed()));
    Optional<TrainingCost> budget = run.record().flatMap(ArmRecord::result).map(ArmReport::whole);
    List<String> cells =
        List.of(
            row.spec().scale(),
            row.spec().row(),
            row.spec().engine(),
            Long.toString(run.seed()),
            arm.arm(),
            metric.id(),
            metric.unit(),
            words(metric.direction()),
            value.map(CsvWriter::exact).orElse(""),
            outcome(run.status()),
            run.note(),
            budget.map(b -> Long.toString(b.steps())).orElse(""),
            budget.map(b -> Figures.shortest(b.epochs())).orElse(""),
            budget.map(b -> Long.toString(b.examples())).orElse(""),
            budget.map(b -> Figures.fixed(b.seconds(), 3)).orElse(""));
    Csv.appendLine(text, cells);
  }

  /** How far a run came, as it is written in files: {@code measured}, {@code not-run}. */
  static String outcome(ArmRun.Status status) {
    return words(status);
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A number without loss.
   *
   * @param value the number
   * @return the shortest digits that read back as the same number, on every JDK
   */
  public static String exact(double value) {
    return NumberOutput.toString(value, true);
  }
}
