package org.dsd4j.reports.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dsd4j.reports.ReportFormat;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.store.StoreException;

/** The whole report of the present state, made when somebody asks; one at a time. */
final class LiveReport {
  private final Path runs;

  LiveReport(Path runs) {
    this.runs = runs;
  }

  /**
   * Makes it in a temporary folder, of which nothing stays.
   *
   * @return the page
   * @throws StoreException if there are no records yet
   */
  synchronized String html() {
    try {
      Path folder = Files.createTempDirectory("dsd-report");
      try {
        ReportWriter.write(List.of(runs), folder, Set.of(ReportFormat.HTML));
        return Files.readString(folder.resolve("index.html"));
      } finally {
        delete(folder);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new StoreException(
          "cannot write a report into the folder for temporary files: " + e, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
