package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.RandomAccessDataset;
import java.nio.file.Path;
import java.util.Arrays;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The block that was trained is the user's, whatever became of the training. */
@ExtendWith(StartEngine.class)
final class BlockStaysUsableTest {
  private static final DsdPlan PLAN = LoopFixture.plan(6, 6, 6);

  @Test
  void afterADivergenceTheBlockTrainsAndSaves(@TempDir Path folder) throws Exception {
    Block block = Fixtures.mlp(8);
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThrows(
          DivergedException.class,
          () -> Trainings.of(block, manager).train(overflowing(manager), 1).run(PLAN));
      requireUsable(block, manager, folder);
    }
  }

  /** Two examples, of which one is beyond what a float can sum up. */
  private static RandomAccessDataset overflowing(NDManager manager) {
    float[][] inputs = Fixtures.inputs(2, 1);
    Arrays.fill(inputs[1], 3e38f);
    return new ArrayDataset.Builder()
        .setData(manager.create(inputs))
        .optLabels(manager.create(Fixtures.labels(inputs)))
        .setSampling(1, false)
        .build();
  }

  @Test
  void afterAnObserverThrowsTheBlockTrainsAndSaves(@TempDir Path folder) throws Exception {
    Block block = Fixtures.mlp(8);
    DsdObserver angry =
        new DsdObserver() {
          @Override
          public void stepDone(Step step) {
            throw new IllegalStateException("enough");
          }
        };
    try (NDManager manager = NDManager.newBaseManager()) {
      var e =
          assertThrows(
              IllegalStateException.class,
              () -> Trainings.of(block, manager).observe(angry).run(PLAN));
      assertEquals("enough", e.getMessage());
      requireUsable(block, manager, folder);
    }
  }

  @Test
  void afterTheResultIsClosedTheBlockTrainsAndSaves(@TempDir Path folder) throws Exception {
    Block block = Fixtures.mlp(8);
    try (NDManager manager = NDManager.newBaseManager()) {
      Trainings.of(block, manager).run(PLAN).close();
      requireUsable(block, manager, folder);
      block.clear();
      Trainings.of(block, manager).run(PLAN).close();
      requireUsable(block, manager, folder);
    }
  }

  private static void requireUsable(Block block, NDManager manager, Path folder) throws Exception {
    float[] before = Trainings.values(block, "01Linear.weight");
    Trainings.of(block, manager).run(LoopFixture.dense(2, 0.1)).close();
    assertFalse(Arrays.equals(before, Trainings.values(block, "01Linear.weight")));
    try (Model model = Model.newInstance("own", Device.cpu(), StartEngine.NAME);
        Model again = Model.newInstance("own", Device.cpu(), StartEngine.NAME)) {
      model.setBlock(block);
      model.save(folder, "own");
      again.setBlock(Fixtures.mlp(8));
      again.load(folder, "own");
      OwnNetworkTest.assertAlike(Trainings.values(block), Trainings.values(again.getBlock()));
    }
  }

  @Test
  void valuesThatTheUserOwnsAreNeverFreed() {
    Block block = Fixtures.mlp(8);
    try (NDManager owner = NDManager.newBaseManager();
        NDManager manager = NDManager.newBaseManager()) {
      block.initialize(owner, DataType.FLOAT32, new Shape(1, Fixtures.IN));
      assertThrows(
          DivergedException.class,
          () -> Trainings.of(block, manager).train(overflowing(manager), 1).run(PLAN));
      Trainings.of(block, manager).run(PLAN).close();
      assertEquals(8 * Fixtures.IN, Trainings.values(block, "01Linear.weight").length);
      try (NDManager scope = owner.newSubManager()) {
        NDArray x = scope.zeros(new Shape(2, Fixtures.IN));
        NDList y = block.forward(new ParameterStore(scope, false), new NDList(x), false);
        assertEquals(new Shape(2, Fixtures.CLASSES), y.singletonOrThrow().getShape());
      }
    }
  }
}
