package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.util.List;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code dsd --version} says is what is there. */
@ExtendWith(StartEngine.class)
final class VersionTest {
  @Test
  void theVersionIsThatOfTheProject() {
    String built = System.getProperty("dsd.version", "");
    assumeTrue(!built.isEmpty(), "the build says its version to the tests");
    assertEquals("dsd " + built, version().get(0));
  }

  @Test
  void djlAndTheEngineAreThoseThatRun() {
    List<String> lines = version();
    assertEquals(4, lines.size(), lines::toString);
    assertEquals("DJL " + Engine.getDjlVersion(), lines.get(1));
    String engines = lines.get(2);
    String started = "PyTorch " + Engine.getEngine("PyTorch").getVersion();
    assertTrue(engines.startsWith(started + " (pytorch-native-"), engines);
    assertEquals(Engines.names().contains("MXNet"), engines.contains(", MXNet "), engines);
    assertEquals("Java " + System.getProperty("java.runtime.version"), lines.get(3));
  }

  private static List<String> version() {
    Said said = dsd("--version");
    assertEquals(0, said.code(), said.err());
    return said.out().lines().toList();
  }
}
