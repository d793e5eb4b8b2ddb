package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.table.ConsoleSummary;

/** Makes the report of a store, and shows its table. */
final class Reporting {
  private Reporting() {}

  /** Writes every format of the report and returns what it says. */
  static ReproductionReport write(Path runs, Path folder) {
    return ReportWriter.write(runs, folder);
  }

  static void print(ReproductionReport report, Path folder, PrintStream out) {
    out.println();
    out.print(ConsoleSummary.of(report));
    out.println();
    out.println("Report: " + folder.resolve("index.html").toAbsolutePath().normalize());
    out.flush();
  }
}
