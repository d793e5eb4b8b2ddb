package org.dsd4j.djl.kit.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static Engine engine;

  @BeforeAll
  static void startEngine() {
    engine = EngineStart.start(StartEngine.NAME, 2);
  }

  private static float[] dropped(int seed, int count, double rate) {
    try (NDManager manager = engine.newBaseManager()) {
      engine.setRandomSeed(seed);
      return Dropout.drop(manager.ones(new Shape(count)), rate).toFloatArray();
    }
  }

  /** Pinned: these are the bits that a run on any engine must see. */
  @Test
  void dropsTheSameValuesOnEveryEngine() {
    assertArrayEquals(new float[] {2, 0, 2, 0, 2, 0, 2}, dropped(1, 7, 0.5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.8})
  void dropsTheShareThatItSaysAndKeepsTheMean(double rate) {
    int count = 200_000;
    float[] values = dropped(3, count, rate);
    int zeros = 0;
    double sum = 0;
    for (float value : values) {
      assertTrue(value == 0 || value == 1f / (1 - (float) rate), "value " + value);
      zeros += value == 0 ? 1 : 0;
      sum += value;
    }
    double fiveDeviations = 5 * Math.sqrt(rate * (1 - rate) / count);
    assertEquals(rate, zeros / (double) count, fiveDeviations);
    assertEquals(1, sum / count, fiveDeviations / (1 - rate));
  }

  @Test
  void seedAndPlaceDecide() {
    assertArrayEquals(dropped(5, 64, 0.5), dropped(5, 64, 0.5));
    assertFalse(Arrays.equals(dropped(5, 64, 0.5), dropped(6, 64, 0.5)));
    try (NDManager manager = engine.newBaseManager()) {
      engine.setRandomSeed(5);
      NDArray ones = manager.ones(new Shape(64));
      float[] first = Dropout.drop(ones, 0.5).toFloatArray();
      float[] second = Dropout.drop(ones, 0.5).toFloatArray();
      assertFalse(Arrays.equals(first, second), "two layers of one step must differ");
    }
  }

  @Test
  void theGradientPassesWhereTheValuePassed() {
    try (NDManager manager = engine.newBaseManager()) {
      engine.setRandomSeed(9);
      NDArray x = manager.arange(1f, 33f);
      x.setRequiresGradient(true);
      float[] y;
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray out = Dropout.drop(x, 0.25);
        y = out.toFloatArray();
        collector.backward(out.sum());
      }
      float[] gradient = x.getGradient().toFloatArray();
      for (int i = 0; i < y.length; i++) {
        assertEquals(y[i], gradient[i] * (i + 1), 1e-5f * (i + 1));
      }
    }
  }

  @Test
  void outsideOfTrainingNothingIsDropped() {
    try (Network network =
        Network.initialize(new Dropout(0.5), StartEngine.NAME, Device.cpu(), 1, new Shape(4))) {
      NDArray x = network.manager().create(new float[] {1, -2, 3, 4});
      NDList out = network.forward(new NDList(x), false);
      assertArrayEquals(new float[] {1, -2, 3, 4}, out.singletonOrThrow().toFloatArray());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 30, Double.NaN})
  void refusesWhatIsNoRate(double rate) {
    assertThrows(IllegalArgumentException.class, () -> new Dropout(rate));
  }
}
