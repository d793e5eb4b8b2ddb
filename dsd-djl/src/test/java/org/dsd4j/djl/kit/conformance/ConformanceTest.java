package org.dsd4j.djl.kit.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.check.SlowerInstructions;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.quirk.Quirks;
import org.dsd4j.djl.network.Engines;
import org.dsd4j.djl.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every capability on the engine under test. */
@ExtendWith(StartEngine.class)
final class ConformanceTest {
  /** Where the checkpoints that engines wrote are stored. */
  private static final Path STORED = Path.of("src/main/resources/org/dsd4j/djl/kit/conformance");

  @ParameterizedTest
  @MethodSource("capabilities")
  void theEngineDoesIt(Capability capability) {
    Engine engine = Engine.getEngine(StartEngine.NAME);
    Finding finding = new Conformance(engine, Device.cpu()).check(capability);
    Quirks quirks = Quirks.of(engine);
    if (quirks.varies().contains(capability.id()) && SlowerInstructions.limit().isEmpty()) {
      // Another processor may find something else; what it finds is still no failure of the try.
      assertTrue(finding.problem().stream().allMatch(problem -> problem.startsWith("wrong ")));
      return;
    }
    Optional<String> known = Optional.ofNullable(quirks.lacks().get(capability.id()));
    assertEquals(known, finding.problem());
  }

  /** A hundred thousand times as close as in single precision, where rounding hides the rest. */
  @Test
  void gradientsOfEveryBlockAreThoseOfItsOutputInDoublePrecision() {
    try (NDManager manager = Engine.getEngine(StartEngine.NAME).newBaseManager(Device.cpu())) {
      GradientChecks.blocks(manager, Precision.DOUBLE);
    }
  }

  static List<Capability> capabilities() {
    return Conformance.capabilities();
  }

  @Test
  void whatIsKnownOfEnginesIsAboutCapabilitiesThatThereAre() {
    List<String> ids = Conformance.capabilities().stream().map(Capability::id).toList();
    assertEquals(ids.stream().distinct().toList(), ids);
    for (String engine : Engines.trained()) {
      assertTrue(ids.containsAll(Quirks.of(engine).lacks().keySet()), engine);
      assertTrue(ids.containsAll(Quirks.of(engine).varies()), engine);
    }
    assertTrue(Conformance.capabilities().containsAll(Conformance.layersOfDjl()));
  }

  @Test
  void aProblemIsOneLineAndEndsNothing() {
    Conformance conformance = new Conformance(Engine.getEngine(StartEngine.NAME), Device.cpu());
    Finding wrong =
        conformance.check(
            new Capability(
                "wrong", "wrong", manager -> ConformanceFailure.unlessClose("one", 1, 1.1, 0.01)));
    assertEquals("one is 1.10000 instead of 1.00000 at place 0", wrong.inWords());
    assertFalse(wrong.passed());
    Finding missing =
        conformance.check(
            new Capability(
                "missing",
                "missing",
                manager -> {
                  throw new UnsupportedOperationException("Not supported!\nby far");
                }));
    assertEquals("UnsupportedOperationException: Not supported!", missing.inWords());
  }

  @Test
  void notANumberIsNoMatch() {
    Conformance conformance = new Conformance(Engine.getEngine(StartEngine.NAME), Device.cpu());
    Finding wrong =
        conformance.check(
            new Capability(
                "nan",
                "nan",
                manager -> ConformanceFailure.unlessClose("one", 1, Double.NaN, 1e9)));
    assertTrue(wrong.inWords().contains("NaN"), wrong::inWords);
  }

  /**
   * What other engines are tested with is no relic of an older version. With {@code
   * -Ddsd.rewrite=true} it is written anew.
   */
  @Test
  void theStoredCheckpointOfAnEngineIsTheOneThatItWritesToday(@TempDir Path folder)
      throws IOException {
    assumeTrue(CrossEngineCheckpoint.WRITERS.contains(StartEngine.NAME));
    try (NDManager manager = Engine.getEngine(StartEngine.NAME).newBaseManager()) {
      if (Boolean.getBoolean("dsd.rewrite")) {
        CrossEngineCheckpoint.write(manager, STORED);
      }
      CrossEngineCheckpoint.write(manager, folder);
    }
    assertArrayEquals(outputs(STORED), outputs(folder), 1e-4);
    Checkpoint stored = Checkpoint.read(STORED.resolve(StartEngine.NAME + ".safetensors"));
    Checkpoint written = Checkpoint.read(folder.resolve(StartEngine.NAME + ".safetensors"));
    assertEquals(stored.position(), written.position());
  }

  private static double[] outputs(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve(StartEngine.NAME + ".txt")).stream()
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
