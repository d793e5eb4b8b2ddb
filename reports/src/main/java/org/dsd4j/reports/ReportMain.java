package org.dsd4j.reports;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dsd4j.reports.chart.Drawable;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.store.StoreException;
import org.dsd4j.reports.store.StoreWriteException;
import org.dsd4j.reports.table.ConsoleSummary;
import org.dsd4j.reports.text.TerminalStream;

/** Makes a report from a folder of records, without any engine: {@code ReportMain RUNS OUT}. */
public final class ReportMain {
  private static final int USAGE = 2;
  private static final int DATA = 3;
  private static final int FAILED = 4;

  private ReportMain() {}

  /**
   * Writes the report, prints its table and its path, and ends with exit code 0, 2 for wrong
   * arguments, 3 for records that cannot be used, or 4 for a report that cannot be written.
   *
   * @param args the folder of records and the folder of the report
   */
  public static void main(String[] args) {
    // Without this, drawing opens a window system on some machines.
    System.setProperty("java.awt.headless", "true");
    Drawable.withoutSystemFonts();
    PrintStream out = new TerminalStream(System.out, StandardCharsets.UTF_8);
    PrintStream err = new TerminalStream(System.err, StandardCharsets.UTF_8);
    int code = run(args, out, err);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length != 2) {
      err.println("usage: ReportMain RUNS OUT (a folder of records, a folder for the report)");
      return USAGE;
    }
    try {
      Path target = Path.of(args[1]);
      ReproductionReport report = ReportWriter.write(Path.of(args[0]), target);
      out.print(ConsoleSummary.of(report));
      out.println("report: " + ReportWriter.page(target).toAbsolutePath().normalize());
      return 0;
    } catch (StoreException e) {
      err.println(e.getMessage());
      return e instanceof StoreWriteException ? FAILED : DATA;
    }
  }
}
