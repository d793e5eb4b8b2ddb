package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.table.ConsoleSummary;

/** Shows what a report says, and where it lies. */
final class Reporting {
  private Reporting() {}

  static void print(ReproductionReport report, Path folder, PrintStream out) {
    out.println();
    out.print(ConsoleSummary.of(report));
    out.println();
    Path page = ReportWriter.page(folder);
    Path place = Files.exists(page) ? page : folder;
    out.println("Report: " + place.toAbsolutePath().normalize());
    out.flush();
  }
}
