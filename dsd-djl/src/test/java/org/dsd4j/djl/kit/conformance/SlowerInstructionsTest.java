package org.dsd4j.djl.kit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dsd4j.djl.check.SlowerInstructions;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The setting that users are advised to use has to help on every processor. */
@Tag("slow")
final class SlowerInstructionsTest {
  @Test
  void withThemEveryLayerOfDjlIsRight() throws IOException, InterruptedException {
    assumeTrue(SlowerInstructions.help(StartEngine.NAME));
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Ddsd.engine=" + StartEngine.NAME,
                "-cp",
                System.getProperty("java.class.path"),
                LayersOfDjlMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    java.environment().put(SlowerInstructions.VARIABLE, SlowerInstructions.SAFE);
    Process process = java.start();
    String output;
    try (var in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, process.waitFor(), output);
    StringBuilder expected = new StringBuilder();
    for (Capability capability : Conformance.layersOfDjl()) {
      expected.append(capability.id()).append(" passed").append(System.lineSeparator());
    }
    assertEquals(expected.toString(), output);
  }
}
