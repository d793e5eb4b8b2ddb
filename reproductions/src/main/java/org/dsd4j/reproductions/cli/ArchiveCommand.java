package org.dsd4j.reproductions.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dsd4j.reports.store.RecordsArchive;
import org.dsd4j.reports.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "archive",
    description =
        "Packs the records of a store into one zip file: all that a report is made of, without"
            + " weights, caches and audio. dsd report reads it as it reads the store.",
    mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUNS", description = "The store, as written by dsd run.")
  private Path runs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The zip file; one that is there is replaced.")
  private Path out;

  @Override
  public Integer call() {
    List<String> problems = new ArrayList<>();
    int files = RecordsArchive.write(runs, out, problems);
    problems.forEach(problem -> System.err.println("dsd: left out: " + problem));
    // What is damaged is packed as it is: whoever reads the archive is told the same.
    new RunStore(runs)
        .load().problems().stream()
            .filter(problem -> !problems.contains(problem))
            .forEach(problem -> System.err.println("dsd: packed as it is: " + problem));
    System.out.println("Archive of " + files + " files: " + out.toAbsolutePath().normalize());
    return 0;
  }
}
