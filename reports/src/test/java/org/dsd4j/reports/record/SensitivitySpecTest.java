package org.dsd4j.reports.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.dsd4j.reports.fixture.Sensitivities;
import org.junit.jupiter.api.Test;

class SensitivitySpecTest {
  private static final SensitivitySpec SPEC = Sensitivities.spec("resnet18", 3, "b5ed", 50);

  /** Changing this id orphans every analysis that exists. */
  @Test
  void idIsPinned() {
    assertEquals("1386dc87db4d538a", SPEC.id());
  }

  @Test
  void idDependsOnWhatIsMeasured() {
    assertNotEquals(SPEC.id(), Sensitivities.spec("resnet18", 4, "b5ed", 50).id());
    assertNotEquals(SPEC.id(), Sensitivities.spec("resnet18", 3, "feed", 50).id());
    assertNotEquals(SPEC.id(), Sensitivities.spec("resnet18", 3, "b5ed", 51).id());
    SensitivitySpec otherSeed = Sensitivities.spec("resnet18", 4, "feed", 50);
    assertEquals(SPEC.configuration(), otherSeed.configuration());
    assertEquals(SPEC.id(), with(SPEC.sparsities(), "another command").id());
  }

  @Test
  void surviveJson() throws JsonProcessingException {
    String json = RecordJson.mapper().writeValueAsString(SPEC);
    assertEquals(SPEC, RecordJson.mapper().readValue(json, SensitivitySpec.class));
  }

  @Test
  void sparsitiesAreOrderedAndChecked() {
    assertEquals(List.of(0.0, 0.5), with(List.of(0.5, 0.0), "").sparsities());
    for (List<Double> bad : List.of(List.of(30.0), List.of(Double.NaN), List.<Double>of())) {
      assertThrows(IllegalArgumentException.class, () -> with(bad, ""));
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> with(List.of(30.0, 0.1, 0.1), ""))
            .getMessage();
    assertTrue(message.contains("write 30 % as 0.30"), message);
    assertTrue(message.contains("twice"), message);
  }

  private static SensitivitySpec with(List<Double> sparsities, String command) {
    return new SensitivitySpec(
        SPEC.row(),
        SPEC.network(),
        SPEC.dataset(),
        SPEC.scale(),
        SPEC.engine(),
        SPEC.seed(),
        SPEC.baselineId(),
        SPEC.split(),
        SPEC.metrics(),
        sparsities,
        SPEC.layers(),
        SPEC.retrainSteps(),
        SPEC.settings(),
        command);
  }
}
