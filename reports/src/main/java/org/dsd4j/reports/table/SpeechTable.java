package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Arms;

/**
 * The paper's tables of speech: the word error rate of each test set phase by phase, {@code Dense
 * 0} to {@code Dense 2}, of the baseline, and what the last dense phase improves over it; and
 * beside it, which kinds of errors they are.
 *
 * @param scores word error rates, with improvements
 * @param kinds substitutions, deletions and insertions in % of the reference's words, and the
 *     character error rate; without improvements
 */
public record SpeechTable(ScoreTable scores, ScoreTable kinds) {

  /**
   * The table of a row.
   *
   * @param row the row
   * @return empty for a row that does not measure a word error rate
   */
  public static Optional<SpeechTable> of(RowReport row) {
    List<String> sets =
        row.metrics().stream()
            .flatMap(metric -> SpeechMetrics.setOfWer(metric.metric().id()).stream())
            .sorted(Comparator.naturalOrder())
            .toList();
    if (sets.isEmpty()) {
      return Optional.empty();
    }
    List<String> arms = arms(row);
    return Optional.of(
        new SpeechTable(
            table(row, arms, columns(sets, "wer", "WER"), true), kinds(row, arms, sets)));
  }

  /**
   * An arm as the paper names its line.
   *
   * @param arm such as {@code dsd2}
   * @return such as {@code Dense 2}; the name itself when the paper has no such line
   */
  public static String label(String arm) {
    int pass = Arms.pass(arm);
    if (pass > 0) {
      return (arm.startsWith(Arms.DSD) ? "Dense " : "Sparse ") + pass;
    }
    return switch (arm) {
      case Arms.BASELINE -> "Dense 0";
      case Arms.EQUAL_EPOCHS -> "Baseline";
      default -> arm;
    };
  }

  /** The phases in their order, then the paper's baseline; controls have no line there. */
  private static List<String> arms(RowReport row) {
    List<String> arms = new ArrayList<>();
    List<String> names = row.arms().stream().map(ArmReport::arm).toList();
    names.stream()
        .filter(arm -> arm.equals(Arms.BASELINE) || Arms.pass(arm) > 0)
        .forEach(arms::add);
    names.stream().filter(Arms.EQUAL_EPOCHS::equals).forEach(arms::add);
    return arms;
  }

  private record Column(String id, String label) {}

  private static List<Column> columns(List<String> sets, String kind, String label) {
    return sets.stream()
        .map(
            set ->
                set.isEmpty()
                    ? new Column(kind, label + " (%)")
                    : new Column(kind + "-" + set, label + " (%), " + SpeechMetrics.setLabel(set)))
        .toList();
  }

  private static ScoreTable kinds(RowReport row, List<String> arms, List<String> sets) {
    List<Column> columns = new ArrayList<>();
    for (String set : sets) {
      List<String> one = List.of(set);
      columns.addAll(columns(one, "substitutions", "S"));
      columns.addAll(columns(one, "deletions", "D"));
      columns.addAll(columns(one, "insertions", "I"));
      columns.addAll(columns(one, "cer", "CER"));
    }
    return table(row, arms, columns, false);
  }

  /** A column whose metric the row lacks is left out. */
  private static ScoreTable table(
      RowReport row, List<String> arms, List<Column> columns, boolean improvements) {
    List<String> labels = new ArrayList<>();
    List<MetricReport> metrics = new ArrayList<>();
    for (Column column : columns) {
      row.metrics().stream()
          .filter(metric -> metric.metric().id().equals(column.id()))
          .findFirst()
          .ifPresent(
              metric -> {
                labels.add(column.label());
                metrics.add(metric);
              });
    }
    List<ScoreTable.Line> lines = new ArrayList<>();
    arms.forEach(arm -> lines.add(ScoreTable.line(row, metrics, arm, label(arm))));
    if (improvements) {
      lines.addAll(ScoreTable.improvements(row, metrics));
    }
    return new ScoreTable(labels, lines);
  }
}
