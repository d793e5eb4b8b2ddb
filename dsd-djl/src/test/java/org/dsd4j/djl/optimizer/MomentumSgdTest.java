package org.dsd4j.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.tracker.Tracker;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class MomentumSgdTest {
  private static final float[] GRADIENT = {3, -8, 0.5f};

  @Test
  void rescalesAndClipsBothSidesBeforeTheDecay() {
    try (NDManager manager = NDManager.newBaseManager();
        MomentumSgd sgd =
            builder().setRescaleGrad(0.5f).optClipGrad(1).optWeightDecays(0.1f).build()) {
      NDArray weight = manager.create(new float[] {1, 1, 1});
      NDArray gradient = manager.create(GRADIENT);
      sgd.update("w", weight, gradient);
      // 1 - 0.1 * (clipped + 0.1 * 1)
      assertArrayEquals(new float[] {0.89f, 1.09f, 0.965f}, weight.toFloatArray(), 1e-6f);
      assertArrayEquals(GRADIENT, gradient.toFloatArray(), "what is handed over stays");
    }
  }

  @Test
  void aChangedRateActsAtOnceAsInTorch() {
    float[] rates = {0.1f, 0.01f};
    try (NDManager manager = NDManager.newBaseManager();
        MomentumSgd sgd =
            MomentumSgd.builder()
                .setLearningRateTracker((id, count) -> rates[count - 1])
                .optMomentum(0.5f)
                .build()) {
      NDArray weight = manager.create(new float[] {0});
      sgd.update("w", weight, manager.create(new float[] {1}));
      sgd.update("w", weight, manager.create(new float[] {1}));
      // v = 1, then 1.5; w = -0.1 * 1 - 0.01 * 1.5
      assertArrayEquals(new float[] {-0.115f}, weight.toFloatArray(), 1e-7f);
    }
  }

  @Test
  void settingsOutOfRangeOrMissingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> builder().optMomentum(1));
    assertThrows(IllegalArgumentException.class, () -> builder().optMomentum(Float.NaN));
    var e = assertThrows(NullPointerException.class, () -> MomentumSgd.builder().build());
    assertTrue(e.getMessage().contains("setLearningRateTracker"), e::getMessage);
  }

  private static MomentumSgd.Builder builder() {
    return MomentumSgd.builder().setLearningRateTracker(Tracker.fixed(0.1f));
  }
}
