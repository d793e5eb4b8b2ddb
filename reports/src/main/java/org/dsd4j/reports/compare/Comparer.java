package org.dsd4j.reports.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.statistics.Holm;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.StoreException;

/** Compares two stores by their records alone: the same records give the same comparison. */
public final class Comparer {
  private Comparer() {}

  /**
   * Compares two stores. Rows are matched by scale and row, and by engine where any engine is in
   * both; otherwise each engine of one store is set against each of the other.
   *
   * @param a the first store
   * @param b the second store
   * @return what differs and what does not
   * @throws StoreException if a store has no records, or they have no row in common
   */
  public static StoreComparison compare(RunStore a, RunStore b) {
    ReportBuilder builder = new ReportBuilder(Claims.load());
    ReproductionReport left = builder.build(List.of(a));
    ReproductionReport right = builder.build(List.of(b));
    List<RowComparison> rows = new ArrayList<>();
    for (RowReport row : left.rows()) {
      partners(row, left.rows(), right.rows())
          .forEach(other -> rows.add(RowComparer.compare(row, other)));
    }
    if (rows.isEmpty()) {
      throw new StoreException(
          "nothing to compare: " + names(a, left) + ", " + names(b, right) + ": no row in common");
    }
    return new StoreComparison(
        a.place().toString(),
        b.place().toString(),
        adjusted(rows),
        EnvironmentDifference.between(
            records(rows.stream().map(RowComparison::a)),
            records(rows.stream().map(RowComparison::b))),
        onlyInOne(left.rows(), right.rows(), rows),
        Stream.of(left, right).flatMap(report -> report.problems().stream()).distinct().toList());
  }

  private static List<RowReport> partners(
      RowReport row, List<RowReport> left, List<RowReport> right) {
    List<RowReport> same = right.stream().filter(other -> isSameRow(row, other)).toList();
    boolean shared =
        left.stream()
            .filter(own -> isSameRow(row, own))
            .anyMatch(own -> same.stream().anyMatch(other -> isSameEngine(own, other)));
    return shared ? same.stream().filter(other -> isSameEngine(row, other)).toList() : same;
  }

  private static boolean isSameRow(RowReport one, RowReport other) {
    return one.spec().scale().equals(other.spec().scale())
        && one.spec().row().equals(other.spec().row());
  }

  private static boolean isSameEngine(RowReport one, RowReport other) {
    return one.spec().engine().equals(other.spec().engine());
  }

  private static String names(RunStore store, ReproductionReport report) {
    return store.place()
        + " has "
        + report.rows().stream().map(Comparer::name).collect(Collectors.joining(" and "));
  }

  private static String name(RowReport row) {
    return row.spec().row() + " (" + row.spec().scale() + ", " + row.spec().engine() + ")";
  }

  private static List<ArmRecord> records(Stream<RowReport> rows) {
    return rows.flatMap(row -> row.records().stream()).toList();
  }

  private static List<String> onlyInOne(
      List<RowReport> left, List<RowReport> right, List<RowComparison> matched) {
    Set<RowReport> seen = new LinkedHashSet<>();
    matched.forEach(
        row -> {
          seen.add(row.a());
          seen.add(row.b());
        });
    List<String> found = new ArrayList<>();
    left.stream().filter(r -> !seen.contains(r)).forEach(r -> found.add(name(r) + " is only in A"));
    right.stream()
        .filter(r -> !seen.contains(r))
        .forEach(r -> found.add(name(r) + " is only in B"));
    return found;
  }

  /** One family: among all arms of all rows some would differ by chance. */
  private static List<RowComparison> adjusted(List<RowComparison> rows) {
    List<Double> tested =
        rows.stream()
            .flatMap(row -> row.figures().stream())
            .map(FigureDifference::testedP)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    List<Double> adjusted = Holm.adjust(tested);
    List<RowComparison> done = new ArrayList<>();
    int next = 0;
    for (RowComparison row : rows) {
      List<FigureDifference> figures = new ArrayList<>();
      for (FigureDifference figure : row.figures()) {
        boolean has = figure.testedP().isPresent();
        figures.add(has ? figure.adjusted(adjusted.get(next++)) : figure);
      }
      done.add(row.withFigures(figures));
    }
    return done;
  }
}
