package org.dsd4j.reproductions.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dsd4j.reports.fault.Faults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Killed by SIGKILL at moments drawn by chance and started again as often, a command ends with the
 * same bits, leaves nothing behind, and none of its processes outlives it.
 */
@Tag("slow")
@Tag("faults")
class KillsTest {
  /** In the long form, for each command. */
  private static final int KILLS = Faults.isShort() ? 1 : Math.min(8, Faults.times());

  private static final long LONGEST_ORPHAN_SECONDS = 5;

  @TempDir private Path dir;

  /**
   * In the short form the three tests of killed runs of one row are enough beside the other one.
   */
  static Stream<List<String>> commands() {
    List<String> jobs =
        List.of(
            "run",
            "resnet18,alexnet",
            "--jobs",
            "2",
            "--epochs-factor",
            "0.02",
            "--width",
            "4",
            "--arms",
            "sparse");
    return Faults.isShort()
        ? Stream.of(jobs)
        : Stream.of(
            jobs,
            List.of("run", "resnet18", "--epochs-factor", "0.03", "--width", "4"),
            List.of("run", "neuraltalk", "--epochs-factor", "0.01"),
            List.of("run", "deepspeech", "--epochs-factor", "0.02"),
            List.of(
                "sensitivity",
                "resnet18",
                "--epochs-factor",
                "0.02",
                "--width",
                "4",
                "--points",
                "0,0.3,0.6",
                "--layers",
                "layer3.0.conv1.weight"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void endsWithTheSameBits(List<String> command) throws Exception {
    String name = String.join(" ", command.subList(0, 2));
    DisturbedRun run = new DisturbedRun(dir, command.toArray(String[]::new));
    Random random = Faults.random(name);
    int kills = 0;
    int orphans = 0;
    int tries = 0;
    while (kills < KILLS && tries++ < 2 * KILLS) {
      Process process = run.usual().start(run.arguments());
      long moment = (long) (run.undisturbedMillis() * random.nextDouble());
      if (!process.waitFor(moment, TimeUnit.MILLISECONDS)) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        kills++;
        orphans += outliving(children);
      } else if (process.exitValue() == 0) {
        run.requireSameEnd(name);
        Stores.delete(run.store());
      }
    }
    run.requireSameEnd(name);
    Faults.found(
        "kills survived, dsd "
            + name
            + ": "
            + kills
            + " of "
            + kills
            + ", processes that outlived one: "
            + orphans);
    assertEquals(0, orphans, "processes that outlive their parent");
  }

  private static int outliving(List<ProcessHandle> children) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_ORPHAN_SECONDS);
    while (System.nanoTime() < deadline && children.stream().anyMatch(ProcessHandle::isAlive)) {
      Thread.sleep(50);
    }
    List<ProcessHandle> left = children.stream().filter(ProcessHandle::isAlive).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    return left.size();
  }
}
