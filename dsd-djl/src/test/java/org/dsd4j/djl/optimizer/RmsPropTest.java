package org.dsd4j.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.tracker.Tracker;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class RmsPropTest {
  private static final float RATE = 0.1f;
  private static final float RHO = 0.9f;
  private static final float EPSILON = 0.01f;

  @Test
  void twoUpdatesEqualTheFormula() {
    double[][] gradients = {{3, -8, 0.5}, {-1, 2, 0}};
    double[] expected = {1, -1, 0.5};
    double[] meanSquare = new double[3];
    try (NDManager manager = NDManager.newBaseManager();
        RmsProp rmsProp = builder().build()) {
      NDArray weight = manager.create(new float[] {1, -1, 0.5f});
      for (double[] gradient : gradients) {
        float[] floats = new float[3];
        for (int i = 0; i < 3; i++) {
          floats[i] = (float) gradient[i];
          meanSquare[i] = RHO * meanSquare[i] + (1 - RHO) * gradient[i] * gradient[i];
          expected[i] -= RATE * gradient[i] / Math.sqrt(meanSquare[i] + EPSILON);
        }
        NDArray array = manager.create(floats);
        rmsProp.update("w", weight, array);
        assertArrayEquals(floats, array.toFloatArray(), "what is handed over stays");
      }
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(
            new double[] {expected[i]}, new double[] {weight.toFloatArray()[i]}, 1e-6);
      }
    }
  }

  @Test
  void decaysMatricesAloneAndClipsAfterwards() {
    try (NDManager manager = NDManager.newBaseManager();
        RmsProp rmsProp = builder().optWeightDecays(0.5f).optClipGrad(1).build()) {
      NDArray matrix = manager.create(new float[] {4, -4}, new Shape(1, 2));
      NDArray bias = manager.create(new float[] {4, -4});
      rmsProp.update("m", matrix, manager.zeros(new Shape(1, 2)));
      rmsProp.update("b", bias, manager.zeros(new Shape(2)));
      // 0 + 0.5 * 4 = 2, clipped to 1; its mean square 0.1: 4 - 0.1 / sqrt(0.11).
      float moved = (float) (4 - 0.1 / Math.sqrt(0.11));
      assertArrayEquals(new float[] {moved, -moved}, matrix.toFloatArray(), 1e-5f);
      assertArrayEquals(new float[] {4, -4}, bias.toFloatArray());
    }
  }

  @Test
  void settingsOutOfRangeOrMissingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> builder().optRho(1));
    assertThrows(IllegalArgumentException.class, () -> builder().optEpsilon(0));
    var e = assertThrows(NullPointerException.class, () -> RmsProp.builder().build());
    assertTrue(e.getMessage().contains("setLearningRateTracker"), e::getMessage);
  }

  private static RmsProp.Builder builder() {
    return RmsProp.builder()
        .setLearningRateTracker(Tracker.fixed(RATE))
        .optRho(RHO)
        .optEpsilon(EPSILON);
  }
}
