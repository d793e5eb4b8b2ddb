package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.store.StoreLayout;
import picocli.CommandLine.Option;

/** The options that say where records and their report go. */
final class StoreOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The store of runs; ./runs by default.")
  private Path out;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where the report goes; OUT/report by default.")
  private Optional<Path> report = Optional.empty();

  Path out() {
    return out;
  }

  /** Makes the report of all that the store holds. */
  ReproductionReport writeReport() {
    return ReportWriter.write(out, reportFolder());
  }

  void print(ReproductionReport made, PrintStream stdout) {
    Reporting.print(made, reportFolder(), stdout);
  }

  private Path reportFolder() {
    return report.orElse(new StoreLayout(out).report());
  }
}
