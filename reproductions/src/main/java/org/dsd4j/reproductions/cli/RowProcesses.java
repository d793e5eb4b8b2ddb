package org.dsd4j.reproductions.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.dsd4j.reproductions.run.StopRequest;

/**
 * Runs rows at the same time, each in a process of its own: DJL has one gradient collector for a
 * whole process, so two trainings cannot share one.
 */
final class RowProcesses {
  private static final long LOOK_MILLIS = 100;
  private static final long LONGEST_END_SECONDS = 25;

  /** LibTorch says twice a second what this processor lacks, and what of its own is deprecated. */
  private static final Pattern NOISE = Pattern.compile("\\[W\\d+ .*(NNPACK|LegacyTypeDispatch)");

  private final int jobs;
  private final StopRequest stop;
  private final Consumer<String> lines;
  private final List<Running> running = new ArrayList<>();

  /**
   * Takes what all processes share.
   *
   * @param jobs how many run at the same time, at least 1
   * @param stop ends them early
   * @param lines receives every line that they print, one at a time
   */
  RowProcesses(int jobs, StopRequest stop, Consumer<String> lines) {
    this.jobs = jobs;
    this.stop = stop;
    this.lines = lines;
  }

  private record Running(String row, Process process, Thread reader) {}

  /**
   * Runs rows, as many at a time as there are jobs.
   *
   * @param rows their ids
   * @param arguments of the command line for a row
   * @param finished told the exit code of each row
   * @return the largest exit code
   * @throws StopRequest.StoppedException when it was stopped; the processes have ended too
   */
  int run(List<String> rows, Function<String, List<String>> arguments, IntConsumer finished) {
    Queue<String> waiting = new ConcurrentLinkedQueue<>(rows);
    int worst = 0;
    try {
      while (!waiting.isEmpty() || !running.isEmpty()) {
        while (running.size() < jobs && !waiting.isEmpty()) {
          String row = waiting.remove();
          running.add(start(row, arguments.apply(row)));
        }
        stop.check();
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        for (Running ended : ended()) {
          ended.reader.join();
          worst = Math.max(worst, ended.process.exitValue());
          finished.accept(ended.process.exitValue());
        }
      }
      return worst;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted", e);
    } finally {
      endAll();
    }
  }

  private List<Running> ended() {
    List<Running> ended = running.stream().filter(one -> !one.process.isAlive()).toList();
    running.removeAll(ended);
    return ended;
  }

  private Running start(String row, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    // The last one counts: lines of two processes cannot rewrite each other.
    command.add("-Ddsd.terminal=false");
    command.addAll(ParentWatch.OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Dsd.class.getName()));
    command.addAll(arguments);
    try {
      // Its standard input stays open, and ends with this process.
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Thread reader = new Thread(() -> read(row, process), "lines of " + row);
      reader.start();
      return new Running(row, process, reader);
    } catch (IOException e) {
      throw new RunFailedException(
          "cannot start a process for " + row + ": " + e.getMessage() + "; run with --jobs 1", e);
    }
  }

  private void read(String row, Process process) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!NOISE.matcher(line).lookingAt()) {
          String named = line.startsWith("dsd: ") ? row + ": " + line : line;
          synchronized (lines) {
            lines.accept(named);
          }
        }
      }
    } catch (IOException e) {
      // The process has ended, and its exit code says how.
      lines.accept(row + ": its last lines are lost: " + e.getMessage());
    }
  }

  /** Asks what still runs to end at its next step, as Ctrl-C would, and waits for it. */
  private void endAll() {
    // Not Process.destroy(), which would close the pipe of its last lines.
    running.forEach(one -> one.process.toHandle().destroy());
    for (Running one : running) {
      try {
        if (!one.process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
          one.process.destroyForcibly();
        }
        one.reader.join();
      } catch (InterruptedException e) {
        one.process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
