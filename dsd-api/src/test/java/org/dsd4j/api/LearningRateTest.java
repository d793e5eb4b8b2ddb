package org.dsd4j.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateTest {
  @Test
  void stepsDecayAtTheirMilestones() {
    LearningRate rate = LearningRate.steps(0.1, 0.1, 0.5, 0.75);
    assertEquals(0.1, rate.at(49, 100), 1e-12);
    assertEquals(0.01, rate.at(50, 100), 1e-12);
    assertEquals(0.01, rate.at(74, 100), 1e-12);
    assertEquals(0.001, rate.at(75, 100), 1e-12);
    assertEquals("times 0.1 at 50 %, 75 %", rate.describe());
  }

  @Test
  void polynomialFollowsCaffe() {
    LearningRate rate = LearningRate.polynomial(0.01, 0.5);
    assertEquals(0.01, rate.at(0, 100), 1e-12);
    assertEquals(0.01 * Math.sqrt(0.25), rate.at(75, 100), 1e-12);
  }

  @Test
  void warmupRisesToTheScheduleBehindIt() {
    LearningRate rate = LearningRate.constant(0.2).withWarmup(0.1);
    assertEquals(0.2 / 11, rate.at(0, 100), 1e-12);
    assertEquals(0.2 * 10 / 11, rate.at(9, 100), 1e-12);
    assertEquals(0.2, rate.at(10, 100), 1e-12);
  }

  @Test
  void scalesEveryRate() {
    for (LearningRate rate :
        new LearningRate[] {
          LearningRate.constant(0.3),
          LearningRate.steps(0.3, 0.5, 0.2),
          LearningRate.polynomial(0.3, 2),
          LearningRate.steps(0.3, 0.5, 0.2).withWarmup(0.1)
        }) {
      for (long step : new long[] {0, 5, 30, 99}) {
        assertEquals(rate.at(step, 100) / 10, rate.scaled(0.1).at(step, 100), 1e-12);
      }
      assertEquals(0.03, rate.scaled(0.1).base(), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void rejectsRatesThatCannotTrain(double rate) {
    assertThrows(IllegalArgumentException.class, () -> LearningRate.constant(rate));
  }

  @Test
  void rejectsMilestonesThatDoNotAscend() {
    assertThrows(IllegalArgumentException.class, () -> LearningRate.steps(1, 0.1, 0.7, 0.5));
    assertThrows(IllegalArgumentException.class, () -> LearningRate.steps(1, 0.1, 1.0));
  }
}
