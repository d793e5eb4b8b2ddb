package org.dsd4j.reproductions.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsd4j.reports.fault.Faults;
import org.dsd4j.reproductions.fault.DsdProcess.Ended;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system under a run fails: it is killed inside of a system call, calls return errors, the disk
 * is full, the clock is set. What can be said is said in one line, and what is started again ends
 * with the same bits. Each test needs a tool of Linux and is skipped without it.
 */
@Tag("slow")
@Tag("faults")
class SystemFaultsTest {
  private static final String[] ROW = {
    "run", "resnet18", "--epochs-factor", "0.02", "--width", "4", "--arms", "dsd"
  };
  private static final String[] CALLS = {
    "fsync", "rename,renameat,renameat2", "unlink,unlinkat", "write,pwrite64", "openat"
  };
  private static final String[] ERRORS = {"EIO", "ENOSPC", "EACCES"};

  private static final List<Long> JUMPS = List.of(-3600L, 3600L, -400_000_000L, 400_000_000L);

  /** In the long form; the tests of one kind of fault are alike, and each starts a run anew. */
  private static final int FAULTS = Math.min(12, Faults.times() + 1);

  @TempDir private static Path dir;
  private static DisturbedRun run;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    run = new DisturbedRun(dir, ROW);
  }

  @BeforeEach
  void startWithNothing() throws IOException {
    Stores.delete(run.store());
  }

  @Test
  void killedInsideOfASystemCall() throws Exception {
    assumeLongForm();
    assumeWorks("strace", "-f", "-o", "/dev/null", "true");
    Random random = Faults.random("killed in a call");
    int hits = 0;
    for (int i = 0; i < FAULTS; i++) {
      String calls = CALLS[i % CALLS.length];
      hits += inject(calls, "signal=KILL", 1 + random.nextInt(40)) ? 1 : 0;
    }
    run.requireSameEnd("killed in calls");
    Faults.found("kills inside of a system call survived: " + hits + " of " + hits);
    assertTrue(hits > 0, "no call was met");
  }

  @Test
  void systemCallsThatFail() throws Exception {
    assumeWorks("strace", "-f", "-o", "/dev/null", "true");
    Random random = Faults.random("errors of calls");
    int hits = 0;
    for (int i = 0; i < FAULTS; i++) {
      String calls = CALLS[i % (CALLS.length - 1)];
      String error = "error=" + ERRORS[random.nextInt(ERRORS.length)];
      hits += inject(calls, error, 1 + random.nextInt(40)) ? 1 : 0;
    }
    run.requireSameEnd("errors of calls");
    Faults.found("errors of system calls survived: " + hits + " of " + hits);
    assertTrue(hits > 0, "no call was met");
  }

  /** Whether the call was met before the run ended; strace counts calls by thread. */
  private boolean inject(String calls, String fault, int when) throws Exception {
    Path trace = dir.resolve("trace.txt");
    Files.deleteIfExists(trace);
    List<String> strace = new ArrayList<>(List.of("strace", "-f", "-o", trace.toString()));
    strace.addAll(List.of("-e", "trace=" + calls, "-e", "signal=none"));
    strace.addAll(List.of("-e", "inject=" + calls + ":" + fault + ":when=" + when));
    Ended ended = run.run(run.usual().behind(strace));
    String what = fault + " in " + calls + " " + when;
    boolean met = Files.readString(trace).contains("(INJECTED)") || ended.code() == 137;
    if (fault.startsWith("error")) {
      assertOneLine(ended, what);
    }
    if (ended.code() == 0) {
      run.requireSameEnd(what);
      Stores.delete(run.store());
    }
    return met;
  }

  @Test
  void aDiskThatIsFull() throws Exception {
    assumeLongForm();
    assumeWorks("unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt");
    Random random = Faults.random("full disk");
    long whole = Stores.bytes(dir.resolve("undisturbed"));
    Path disk = Files.createDirectory(dir.resolve("disk"));
    int full = 0;
    for (int i = 0; i < FAULTS; i++) {
      long size = 4096 + (long) (whole * random.nextDouble());
      Ended ended =
          run.usual()
              .behind(List.of("unshare", "-rm", "sh", "-c", script(run.store(), disk, size), "sh"))
              .run(600, run.arguments(disk));
      assertOneLine(ended, size + " bytes of disk");
      full += ended.code() == 0 ? 0 : 1;
    }
    run.requireSameEnd("full disk");
    Faults.found("full disks survived: " + full + " of " + full);
    assertTrue(full > 0, "no disk was full");
  }

  /** Runs a command on a small disk with what the store has, and keeps what it leaves there. */
  private static String script(Path store, Path disk, long size) {
    return String.join(
        "\n",
        "mkdir -p " + store,
        "mount -t tmpfs -o size=" + size + " tmpfs " + disk + " || exit 9",
        "cp -a " + store + "/. " + disk,
        "\"$@\"",
        "code=$?",
        "mount -o remount,size=1g " + disk,
        "rm -rf " + store,
        "cp -a " + disk + " " + store,
        "exit $code");
  }

  @Test
  void aClockThatIsSet() throws Exception {
    Path library = dir.resolve("clock.so");
    Path source = Path.of("src", "test", "c", "clock.c");
    assumeWorks("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl");
    int jumps = 0;
    for (long seconds : JUMPS.subList(0, Faults.isShort() ? 1 : JUMPS.size())) {
      for (int i = 0; i < (Faults.isShort() ? 1 : 2); i++) {
        // Somewhere in the training, which begins after a few seconds.
        long after = run.undisturbedMillis() * (50 + 15L * i) / 100;
        Map<String, String> clock =
            Map.of(
                "LD_PRELOAD", library.toString(),
                "CLOCK_JUMP_SECONDS", String.valueOf(seconds),
                "CLOCK_JUMP_AFTER_MILLIS", String.valueOf(after));
        Ended ended = run.run(run.usual().with(clock));
        assertEquals(0, ended.code(), seconds + " s after " + after + " ms: " + ended.said());
        run.requireSameEnd("clock set by " + seconds + " s");
        Stores.requireCost(run.store(), run.undisturbedMillis() / 1e3 * 20);
        Stores.delete(run.store());
        jumps++;
      }
    }
    Faults.found("clocks set in a run survived: " + jumps + " of " + jumps);
  }

  @Test
  void fewOpenFiles() throws Exception {
    assumeLongForm();
    assumeWorks("sh", "-c", "ulimit -n 1024");
    int refused = 0;
    for (int files : new int[] {150, 170, 190, 210, 230, 250, 300}) {
      Ended ended =
          run.run(
              run.usual()
                  .behind(List.of("sh", "-c", "ulimit -n " + files + " && exec \"$@\"", "sh")));
      if (ended.said().contains("Error occurred during initialization")) {
        continue;
      }
      assertOneLine(ended, files + " open files");
      refused += ended.code() == 0 ? 0 : 1;
    }
    run.requireSameEnd("few open files");
    Faults.found("starts with too few open files refused in one line: " + refused);
  }

  private static void assertOneLine(Ended ended, String what) {
    String all = what + ": code " + ended.code() + ": " + ended.said();
    assertTrue(ended.code() == 0 || ended.code() == 4, all);
    assertFalse(ended.said().contains("\tat "), all);
    long lines = ended.said().lines().filter(line -> line.startsWith("dsd: ")).count();
    assertEquals(ended.code() == 0 ? 0 : 1, lines, all);
  }

  /** The short form has time for one of each kind that is alike. */
  private static void assumeLongForm() {
    assumeTrue(!Faults.isShort(), "in the long form alone: mvn test -Pfaults");
  }

  /** Skips the test where a tool is missing or not allowed. */
  private static void assumeWorks(String... command) throws InterruptedException {
    boolean works;
    try {
      works = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      works = false;
    }
    assumeTrue(works, "does not work here: " + String.join(" ", command));
  }
}
