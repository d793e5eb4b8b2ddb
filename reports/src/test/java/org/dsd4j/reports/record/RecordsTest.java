package org.dsd4j.reports.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void improvementIsPositiveWhenBetter() {
    assertEquals(2.0, Direction.LOWER_IS_BETTER.improvement(30, 28));
    assertEquals(-2.0, Direction.HIGHER_IS_BETTER.improvement(30, 28));
  }

  @Test
  void rangesRejectNanAndPercent() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PhasePlan("sparse", "SPARSE", 1, 1, 0.1, "constant", 30));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PhasePlan("sparse", "SPARSE", 1, 1, 0.1, "constant", Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PhasePlan("sparse", "sparse", 1, 1, 0.1, "constant", 0.3));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LayerSpec("a", List.of(2L, 3L), 5, true, 0.3, ""));
    assertThrows(
        IllegalArgumentException.class, () -> new Outcome.Measured(Map.of("x", Double.NaN)));
  }

  @Test
  void outcomesSurviveJson() throws JsonProcessingException {
    for (Outcome outcome :
        List.of(
            new Outcome.Measured(Map.of("top1-error", 12.5)),
            new Outcome.Diverged("sparse", 12, "loss is NaN"),
            new Outcome.NotRun("arm not asked for"))) {
      ArmResult result =
          new ArmResult(
              outcome,
              List.of(new PhaseCost("dense", 4, 1, 128, 0.5)),
              List.of(),
              new TreeMap<>(),
              "");
      String json = RecordJson.mapper().writeValueAsString(result);
      assertEquals(result, RecordJson.mapper().readValue(json, ArmResult.class));
    }
  }

  @Test
  void eventsHaveTheAgreedForm() throws JsonProcessingException {
    Event step = new Event.Step(NOW, 1, 40, 440, 2.5, 0.01, 1280);
    String json = RecordJson.mapper().writeValueAsString(step);
    assertEquals(
        "{\"event\":\"step\",\"at\":\"2026-01-02T03:04:05Z\",\"examples\":1280,"
            + "\"globalStep\":440,\"learningRate\":0.01,\"loss\":2.5,\"phaseIndex\":1,"
            + "\"step\":40}",
        json);
    assertEquals(step, RecordJson.mapper().readValue(json, Event.class));
    // A network that diverges has no figures on the validation split, which is no fault of the log.
    Event diverging =
        new Event.Evaluation(NOW, 1, 40, 440, "validation", Map.of("wer", Double.NaN));
    String nan = RecordJson.mapper().writeValueAsString(diverging);
    assertTrue(nan.contains("\"wer\":\"NaN\""), nan);
    assertEquals(diverging, RecordJson.mapper().readValue(nan, Event.class));
  }

  @Test
  void missingNumbersAreNoZeros() {
    assertThrows(
        JsonProcessingException.class,
        () ->
            RecordJson.mapper()
                .readValue("{\"event\":\"resumed\",\"at\":\"2026-01-02T03:04:05Z\"}", Event.class));
  }

  @Test
  void histogramCountsEverythingOnce() {
    float[] values = {-2f, -1f, -0.5f, 0f, -0f, 0.49f, 1f, 1.5f, 3f};
    WeightHistogram histogram = WeightHistogram.of("dense", "fc/weight", -1, 1, 4, values);
    assertEquals(List.of(1L, 1L, 1L, 1L), histogram.counts());
    assertEquals(2, histogram.zeros());
    assertEquals(1, histogram.below());
    assertEquals(2, histogram.above());
    assertEquals(9, histogram.total());
    assertEquals(0.5, histogram.binWidth());
  }

  @Test
  void histogramRefusesNanAndLostValues() {
    assertThrows(
        IllegalArgumentException.class,
        () -> WeightHistogram.of("dense", "fc", -1, 1, 4, new float[] {Float.NaN}));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new WeightHistogram("dense", "fc", -1, 1, List.of(3L), 1, 0, 0, 5))
            .getMessage();
    assertTrue(message.contains("total is 5 but the parts add up to 4"), message);
  }
}
