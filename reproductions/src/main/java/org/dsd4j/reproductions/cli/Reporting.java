package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.table.ConsoleSummary;

/** Makes the report of a store, and shows its table. */
final class Reporting {
  private Reporting() {}

  static void write(Path runs, Path folder) {}

  static void print(Path runs, Path folder, PrintStream out) {
  }
}
