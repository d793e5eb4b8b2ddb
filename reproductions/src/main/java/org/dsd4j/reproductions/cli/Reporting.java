package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reports.table.ConsoleSummary;
import org.dsd4j.reproductions.run.RunSettings;
import org.dsd4j.reproductions.setting.Settings;

/** Makes reports, shows what they say, and where they lie. */
final class Reporting {
  private Reporting() {}

  /** Makes the report of all that the store of runs holds. */
  static ReproductionReport write(Settings settings) {
    return ReportWriter.write(settings.get(RunSettings.OUT), folder(settings));
  }

  /** Shows the report of a store of runs. */
  static void print(ReproductionReport report, Settings settings, PrintStream out) {
    print(report, folder(settings), out);
  }

  private static Path folder(Settings settings) {
    return settings
        .get(RunSettings.REPORT)
        .orElseGet(() -> new StoreLayout(settings.get(RunSettings.OUT)).report());
  }

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
