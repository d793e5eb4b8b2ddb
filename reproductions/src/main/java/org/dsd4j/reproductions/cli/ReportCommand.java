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
    description = "Makes one report of stores of runs, or of archives of their records.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUNS",
      arity = "1..*",
      description =
          "Stores, as written by dsd run, or zip files, as written by dsd archive."
              + " A seed that is in several is taken from one of them.")
  private List<Path> runs = List.of();

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
    Reporting.print(ReportWriter.write(StorePaths.distinct(runs), out, asked), out, System.out);
    return 0;
  }
}
