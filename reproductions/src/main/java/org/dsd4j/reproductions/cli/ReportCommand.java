package org.dsd4j.reproductions.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dsd4j.reports.ReportFormat;
import org.dsd4j.reports.ReportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Makes the report of a store of runs, or of an archive of its records.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUNS",
      description = "The store, as written by dsd run, or a zip file, as written by dsd archive.")
  private Path runs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the report goes.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "What to write: html, markdown, readme (Markdown named README.md), csv, json, latex, svg,"
              + " png. Several are separated by commas; all but readme by default.")
  private Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);

  @Override
  public Integer call() {
    Set<ReportFormat> asked = formats.isEmpty() ? ReportFormat.usual() : formats;
    Reporting.print(ReportWriter.write(List.of(runs), out, asked), out, System.out);
    return 0;
  }
}
