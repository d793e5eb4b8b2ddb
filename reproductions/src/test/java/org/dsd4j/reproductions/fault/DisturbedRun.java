package org.dsd4j.reproductions.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dsd4j.reproductions.fault.DsdProcess.Ended;

/** A command that trains, once left alone and then disturbed; both must end with the same bits. */
final class DisturbedRun {
  private static final long LONGEST_SECONDS = 600;

  private final Path dir;
  private final List<String> command;
  private final Path undisturbed;
  private final Path disturbed;
  private final long undisturbedMillis;

  /**
   * Runs the command to its end.
   *
   * @param dir an empty folder
   * @param command the words after {@code dsd}, without the store
   */
  DisturbedRun(Path dir, String... command) throws IOException, InterruptedException {
    this.dir = dir;
    this.command = List.of(command);
    this.undisturbed = dir.resolve("undisturbed");
    this.disturbed = dir.resolve("disturbed");
    long start = System.nanoTime();
    Ended ended = usual().run(LONGEST_SECONDS, arguments(undisturbed));
    assertEquals(0, ended.code(), ended.said());
    this.undisturbedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** The process without a disturbance. */
  DsdProcess usual() {
    return DsdProcess.logging(dir.resolve("log.txt"));
  }

  /** The words after {@code dsd} for the store that is disturbed. */
  List<String> arguments() {
    return arguments(disturbed);
  }

  /** The words after {@code dsd} for a store. */
  List<String> arguments(Path store) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--seeds", "1", "--threads", "1"));
    words.addAll(List.of("--checkpoint-seconds", "0", "--out", store.toString()));
    return words;
  }

  /** The store that is disturbed; it need not be there yet. */
  Path store() {
    return disturbed;
  }

  /** How long it takes when it is left alone. */
  long undisturbedMillis() {
    return undisturbedMillis;
  }

  /** Starts a disturbed one and waits for its end. */
  Ended run(DsdProcess process) throws IOException, InterruptedException {
    Ended ended = process.run(LONGEST_SECONDS, arguments());
    assertFalse(ended.hung(), () -> "hangs: " + ended.said());
    return ended;
  }

  /** Goes on without a disturbance, to the end that the other one had. */
  void requireSameEnd(String what) throws IOException, InterruptedException {
    Ended ended = run(usual());
    assertEquals(0, ended.code(), what + ": " + ended.said());
    StoreEnd.requireSame(undisturbed, disturbed, what);
  }
}
