package org.dsd4j.reproductions.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Scale;
import org.junit.jupiter.api.Test;

/** What a row's process is told, and a record says, of how it was run. */
final class RunOptionsTest {
  @Test
  void theDeviceIsPassedOnAsItWasAskedFor() {
    assertEquals("run x --scale embedded --seeds 2", words("cpu"));
    assertEquals("run x --scale embedded --seeds 2 --device gpu1", words("gpu1"));
    assertEquals("run x --scale embedded --seeds 2 --device auto", words("auto"));
  }

  @Test
  void doublePrecisionIsPassedOnAndSingleIsNot() {
    Request request = Request.of(Scale.EMBEDDED);
    String plain = "run x --scale embedded --seeds 2";
    assertEquals(plain, words(request.withPrecision(Precision.SINGLE), "cpu"));
    assertEquals(
        plain + " --precision double", words(request.withPrecision(Precision.DOUBLE), "cpu"));
  }

  private static String words(String device) {
    return words(Request.of(Scale.EMBEDDED), device);
  }

  private static String words(Request request, String device) {
    RunOptions options =
        new RunOptions(
            request,
            "PyTorch",
            1,
            new DeviceChoice(device),
            2,
            List.of(),
            Path.of("runs"),
            false,
            Duration.ZERO);
    return String.join(" ", options.words("run", "x"));
  }
}
