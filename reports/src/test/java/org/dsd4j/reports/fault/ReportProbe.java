package org.dsd4j.reports.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.dsd4j.reports.ReportFormat;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.store.StoreException;

/** Makes the report of a store before and after a fault, and says what the fault did to it. */
final class ReportProbe {
  /** Much longer than a report of a small store takes, also on a busy machine. */
  private static final long LONGEST_SECONDS = 30;

  private static final Set<ReportFormat> FORMATS =
      EnumSet.of(ReportFormat.JSON, ReportFormat.CSV, ReportFormat.LATEX, ReportFormat.HTML);

  private final Path place;
  private final Path out;
  private final Made whole;

  /** What a fault did to a report. */
  enum Effect {
    /** Every byte is as without the fault. */
    NONE("changed nothing"),
    /** A problem names the file, its run, or the archive. */
    NAMED("named"),
    /** There is no report, and one line says which file is to blame. */
    REFUSED("refused with a line"),
    /** The report is another one, and no problem says why. */
    SILENT("silent"),
    /** There is no report, and no word about the file. */
    THREW("without a report"),
    /** There is no report within the time. */
    HUNG("hung");

    private final String words;

    Effect(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * @param effect what it did
   * @param words what there is to say of it
   */
  record Finding(Effect effect, String words) {}

  private record Made(SortedMap<String, byte[]> files, List<String> problems) {}

  /**
   * @param place a store without a fault
   * @param out a folder for reports
   */
  ReportProbe(Path place, Path out) {
    this.place = place;
    this.out = out;
    this.whole = make();
    if (!whole.problems.isEmpty()) {
      throw new IllegalStateException("a whole store has problems: " + whole.problems);
    }
  }

  /**
   * Makes the report again.
   *
   * @param blamed what a problem has to name
   * @return what has become of it
   */
  Finding look(String blamed) {
    FutureTask<Made> making = new FutureTask<>(this::make);
    Thread thread = new Thread(making, "report");
    thread.setDaemon(true);
    thread.start();
    try {
      return compare(making.get(LONGEST_SECONDS, TimeUnit.SECONDS), blamed);
    } catch (TimeoutException e) {
      return new Finding(Effect.HUNG, "at " + Arrays.toString(thread.getStackTrace()));
    } catch (ExecutionException e) {
      return thrown(e.getCause(), blamed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Finding thrown(Throwable cause, String blamed) {
    String message = String.valueOf(cause.getMessage());
    boolean named =
        cause instanceof StoreException && message.contains(blamed) && message.lines().count() == 1;
    String at = cause.getStackTrace().length == 0 ? "" : " at " + cause.getStackTrace()[0];
    return new Finding(named ? Effect.REFUSED : Effect.THREW, brief(cause + at));
  }

  private Finding compare(Made now, String blamed) {
    List<String> fresh =
        now.problems.stream().filter(problem -> !whole.problems.contains(problem)).toList();
    if (fresh.stream().anyMatch(problem -> problem.contains(blamed))) {
      return new Finding(Effect.NAMED, brief(fresh.toString()));
    }
    List<String> changed =
        Stream.concat(whole.files.keySet().stream(), now.files.keySet().stream())
            .distinct()
            .filter(name -> !Arrays.equals(whole.files.get(name), now.files.get(name)))
            .toList();
    return changed.isEmpty()
        ? new Finding(Effect.NONE, "")
        : new Finding(Effect.SILENT, changed + " changed; problems: " + fresh);
  }

  private static String brief(String text) {
    return text.length() < 400 ? text : text.substring(0, 400) + "...";
  }

  private Made make() {
    try {
      delete(out);
      List<String> problems = ReportWriter.write(List.of(place), out, FORMATS).problems();
      SortedMap<String, byte[]> files = new TreeMap<>();
      try (Stream<Path> written = Files.walk(out)) {
        for (Path file : written.filter(Files::isRegularFile).toList()) {
          files.put(out.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
      return new Made(files, problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder with all that is in it, where there is one. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
