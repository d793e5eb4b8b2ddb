package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dsd4j.reports.compare.Comparer;
import org.dsd4j.reports.compare.ComparisonWriter;
import org.dsd4j.reports.compare.ConsoleComparison;
import org.dsd4j.reports.compare.StoreComparison;
import org.dsd4j.reports.store.OpenStores;
import org.dsd4j.reports.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description =
        "Sets two stores of runs side by side: two engines, two machines, two versions of the code.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "The store to compare with: a folder or an archive.")
  private Path a;

  @Parameters(index = "1", paramLabel = "B", description = "The store in question.")
  private Path b;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes the comparison there too: HTML, Markdown, CSV, JSON, chart.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--fail-on-difference",
      description =
          "Ends with exit code 1 where the primary metric of any arm differs (p below 0.05 after"
              + " Holm), or a run diverged in one store alone.")
  private boolean failOnDifference;

  @Override
  public Integer call() {
    PrintStream stdout = System.out;
    try (OpenStores stores = OpenStores.of(StorePaths.distinct(List.of(a, b)))) {
      StoreComparison comparison = Comparer.compare(stores.all().get(0), stores.all().get(1));
      return show(comparison, stdout);
    }
  }

  private int show(StoreComparison comparison, PrintStream stdout) {
    stdout.print(ConsoleComparison.of(comparison));
    if (out.isPresent()) {
      ComparisonWriter.write(comparison, out.get());
      stdout.println();
      Path page = ComparisonWriter.page(out.get());
      stdout.println("Comparison: " + page.toAbsolutePath().normalize());
    }
    List<String> shown = comparison.shownDifferences();
    if (!shown.isEmpty()) {
      stdout.println();
      stdout.println("Differences that are shown:");
      shown.forEach(line -> stdout.println("  " + SafeText.line(line)));
    }
    stdout.flush();
    return failOnDifference && !shown.isEmpty() ? DIFFERENT : 0;
  }
}
