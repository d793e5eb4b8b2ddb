package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A long training takes no more memory than a short one. It runs in a JVM of its own, whose heap is
 * touched whole at the start: what grows after that is native memory.
 */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads the resident set from /proc")
final class NativeMemoryTest {
  private static final long ALLOWED_KIB = 20 * 1024;

  @Test
  void staysFlatOverATraining() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                // The optimizing compiler takes memory in bursts that have nothing to do with us.
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Ddsd.engine=" + StartEngine.NAME,
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output;
    try (var in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, process.waitFor(), output);
    List<Long> resident = output.lines().map(Long::valueOf).toList();
    assertEquals(5, resident.size(), output);
    long grown = resident.get(4) - resident.get(0);
    assertTrue(grown < ALLOWED_KIB, () -> "KiB after each 100 steps: " + resident);
  }
}
