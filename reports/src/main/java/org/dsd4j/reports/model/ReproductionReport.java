package org.dsd4j.reports.model;

import java.util.ArrayList;
import java.util.List;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.claims.Claims;

/**
 * Everything a report says.
 *
 * @param rows the rows with records, in the order of the paper's table, then by scale and engine
 * @param absent claims of rows without any record
 * @param claims all claims with their sources
 * @param problems files that could not be read, one line each
 */
public record ReproductionReport(
    List<RowReport> rows, List<Claim> absent, Claims claims, List<String> problems) {
  /** Why a row of {@link #absent} has no figures. */
  public static final String NO_RECORDS = "no records here";

  /** Copies the lists. */
  public ReproductionReport {
    rows = List.copyOf(rows);
    absent = List.copyOf(absent);
    problems = List.copyOf(problems);
  }

  /**
   * The same report with one more problem.
   *
   * @param problem one line
   * @return the new report
   */
  public ReproductionReport withProblem(String problem) {
    List<String> more = new ArrayList<>(problems);
    more.add(problem);
    return new ReproductionReport(rows, absent, claims, more);
  }
}
