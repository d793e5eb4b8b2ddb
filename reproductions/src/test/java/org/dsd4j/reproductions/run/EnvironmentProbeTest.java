package org.dsd4j.reproductions.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentProbeTest {
  @Test
  void aProcessorIsNamedWithItsNumbers() {
    List<String> lines =
        List.of(
            "processor\t: 0",
            "cpu family\t: 26",
            "model\t\t: 2",
            "model name\t: AMD EPYC",
            "flags\t\t: fpu avx2",
            "",
            "processor\t: 1",
            "model\t\t: 3");
    assertEquals("AMD EPYC (family 26, model 2)", EnvironmentProbe.cpu(lines));
  }

  @Test
  void whatTheSystemDoesNotTellIsLeftOut() {
    assertEquals("Some CPU", EnvironmentProbe.cpu(List.of("model name : Some CPU", "model : 7")));
    assertEquals("unknown", EnvironmentProbe.cpu(List.of("CPU part\t: 0xd0c")));
  }
}
