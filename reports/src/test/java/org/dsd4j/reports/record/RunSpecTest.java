package org.dsd4j.reports.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.fixture.Specs;
import org.junit.jupiter.api.Test;

class RunSpecTest {
  /** Changing this id orphans every record that exists: raise RunStore.FORMAT when it must be. */
  @Test
  void idIsPinned() {
    assertEquals("b5ed80adf7a5be11", Specs.of("dsd", 7).id());
  }

  @Test
  void idDependsOnEveryComponentButTheCommand() {
    RunSpec spec = Specs.of("dsd", 7);
    SortedMap<String, String> batch = new TreeMap<>(spec.settings());
    batch.put("batch", "64");
    assertNotEquals(spec.id(), Specs.of("resnet18", "dsd", 7, batch).id());
    assertNotEquals(spec.id(), Specs.of("dsd", 8).id());
    assertNotEquals(spec.id(), Specs.of("sparse", 7).id());
    assertEquals(spec.id(), withCommand(spec, "another").id());
  }

  @Test
  void configurationIsSharedBySeedsAndArms() {
    RunSpec spec = Specs.of("dsd", 7);
    assertEquals(spec.configuration(), Specs.of("baseline", 1).configuration());
    SortedMap<String, String> batch = new TreeMap<>(spec.settings());
    batch.put("batch", "64");
    assertNotEquals(spec.configuration(), Specs.of("resnet18", "dsd", 7, batch).configuration());
  }

  @Test
  void surviveJson() throws JsonProcessingException {
    RunSpec spec = Specs.of("llr", 3);
    String json = RecordJson.mapper().writeValueAsString(spec);
    assertEquals(spec, RecordJson.mapper().readValue(json, RunSpec.class));
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    RunSpec good = Specs.of("dsd", 7);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new RunSpec(
                        "res/net",
                        good.network(),
                        "",
                        good.dataset(),
                        good.scale(),
                        good.engine(),
                        -1,
                        good.arm(),
                        good.settings(),
                        List.of(),
                        good.metrics(),
                        good.layers(),
                        good.deviations(),
                        ""))
            .getMessage();
    assertTrue(message.contains("row must be letters"), message);
    assertTrue(message.contains("domain is missing"), message);
    assertTrue(message.contains("seed must not be negative but was -1"), message);
    assertTrue(message.contains("plan needs at least one phase"), message);
  }

  private static RunSpec withCommand(RunSpec s, String command) {
    return new RunSpec(
        s.row(),
        s.network(),
        s.domain(),
        s.dataset(),
        s.scale(),
        s.engine(),
        s.seed(),
        s.arm(),
        s.settings(),
        s.plan(),
        s.metrics(),
        s.layers(),
        s.deviations(),
        command);
  }
}
