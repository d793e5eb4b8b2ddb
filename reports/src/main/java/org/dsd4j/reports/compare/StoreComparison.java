package org.dsd4j.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two stores side by side.
 *
 * @param a the first store, as it was named
 * @param b the second store, as it was named
 * @param rows the rows that both have, in the order of the reports
 * @param environment what differs in where it was run, over the runs of these rows
 * @param onlyInOne rows that one of them alone has, one line each
 * @param problems files that could not be read, one line each
 */
public record StoreComparison(
    String a,
    String b,
    List<RowComparison> rows,
    List<EnvironmentDifference> environment,
    List<String> onlyInOne,
    List<String> problems) {
  /** Copies the lists. */
  public StoreComparison {
    rows = List.copyOf(rows);
    environment = List.copyOf(environment);
    onlyInOne = List.copyOf(onlyInOne);
    problems = List.copyOf(problems);
  }

  StoreComparison withProblem(String problem) {
    List<String> more = new ArrayList<>(problems);
    more.add(problem);
    return new StoreComparison(a, b, rows, environment, onlyInOne, more);
  }

  /**
   * What a check should stop at: differences of the primary metric that the seeds show after Holm
   * over all arms of all rows, and runs that diverged in one store alone.
   *
   * @return one line each; empty when there is none
   */
  public List<String> shownDifferences() {
    return rows.stream()
        .flatMap(
            row ->
                Stream.concat(
                    row.figures().stream()
                        .filter(FigureDifference::isShown)
                        .map(f -> name(row) + ", " + f.arm() + ": B is " + f.words()),
                    row.ended().stream().map(line -> name(row) + ", " + line)))
        .toList();
  }

  private static String name(RowComparison row) {
    return row.a().spec().row() + " (" + row.a().spec().scale() + ", " + row.engines() + ")";
  }
}
