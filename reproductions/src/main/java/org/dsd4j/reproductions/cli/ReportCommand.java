package org.dsd4j.reproductions.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dsd4j.reports.ReportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Makes the report of a store of runs: HTML, Markdown, CSV, JSON, charts.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUNS", description = "The store, as written by dsd run.")
  private Path runs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the report goes.")
  private Path out;

  @Override
  public Integer call() {
    Reporting.print(ReportWriter.write(runs, out), out, System.out);
    return 0;
  }
}
