package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import java.util.Optional;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.djl.check.CheckResult;
import org.dsd4j.djl.check.NetworkCheck;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.training.Trainings.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A training whose network the engine computes wrongly does not start, unless the policy is to
 * continue.
 */
@ExtendWith(StartEngine.class)
final class WrongArithmeticTest {
  private static final DsdPlan PLAN = LoopFixture.plan(2, 2, 2);

  /** What an engine with a fault in single precision would give. */
  private static Block faulty() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(8).build())
        .add(new LambdaBlock(WrongArithmeticTest::wrongInSingle, "wrong"))
        .add(Linear.builder().setUnits(Fixtures.CLASSES).build());
  }

  private static NDList wrongInSingle(NDList list) {
    NDArray x = list.singletonOrThrow();
    return new NDList(x.getDataType() == DataType.FLOAT32 ? x.add(x).add(x) : x);
  }

  @Test
  void itIsStoppedBeforeTheFirstStepWithTheLayerAndTheWayOut() {
    Block block = faulty();
    Steps steps = new Steps();
    try (NDManager manager = NDManager.newBaseManager()) {
      var e =
          assertThrows(
              IllegalStateException.class,
              () -> Trainings.of(block, manager).observe(steps).run(PLAN));
      assertEquals(0, steps.taken);
      assertTrue(block.isInitialized(), "the block keeps its values");
      assertTrue(
          e.getMessage()
              .startsWith("the engine computes layer 02LambdaBlock (LambdaBlock) wrongly"),
          e::getMessage);
      assertTrue(e.getMessage().contains("off by 2.0 of its largest value"), e::getMessage);
      assertTrue(e.getMessage().contains("choose other sizes"), e::getMessage);
      assertTrue(
          e.getMessage().endsWith("; or continue with .arithmetic(ArithmeticPolicy.CONTINUE)"),
          e::getMessage);
    } finally {
      block.clear();
    }
  }

  @Test
  void itGoesOnWhereItIsToldToAndTheResultSaysIt() {
    Block block = faulty();
    try (NDManager manager = NDManager.newBaseManager();
        DsdResult told =
            Trainings.of(block, manager).arithmetic(ArithmeticPolicy.CONTINUE).run(PLAN)) {
      assertInstanceOf(CheckResult.Wrong.class, told.arithmetic().orElseThrow());
      try (DsdResult unchecked =
          Trainings.of(block, manager).arithmetic(ArithmeticPolicy.UNCHECKED).run(PLAN)) {
        assertEquals(Optional.empty(), unchecked.arithmetic());
      }
    } finally {
      block.clear();
    }
  }

  @Test
  void aNetworkThatIsComputedRightlyIsSaidToBe() {
    Block block = Fixtures.mlp(8);
    try (NDManager manager = NDManager.newBaseManager();
        DsdResult result = Trainings.of(block, manager).run(PLAN)) {
      assertInstanceOf(CheckResult.Right.class, result.arithmetic().orElseThrow());
    } finally {
      block.clear();
    }
  }

  /** Whether this processor has the fault or not, the training does what the check says. */
  @Test
  void anLstmOfAnOddSizeIsStoppedWhereItIsWrong() {
    Block block =
        new SequentialBlock()
            .add(LSTM.builder().setStateSize(100).setNumLayers(1).optReturnState(false).build())
            .add(list -> new NDList(list.singletonOrThrow().mean(new int[] {1})))
            .add(Linear.builder().setUnits(Fixtures.CLASSES).build());
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.randomNormal(new Shape(8, 5, Fixtures.IN));
      ArrayDataset sequences =
          new ArrayDataset.Builder()
              .setData(x)
              .optLabels(manager.zeros(new Shape(8)))
              .setSampling(4, false)
              .build();
      DsdTraining training =
          DsdTraining.of(block, Loss.softmaxCrossEntropyLoss())
              .optimizer(rate -> MomentumSgd.of(rate, 0.9f))
              .train(sequences, 4);
      block.initialize(manager, DataType.FLOAT32, new Shape(4, 5, Fixtures.IN));
      CheckResult result = NetworkCheck.of(block).check(new NDList(x.get("0:4")));
      if (result instanceof CheckResult.Wrong) {
        var e = assertThrows(IllegalStateException.class, () -> training.run(PLAN));
        assertTrue(e.getMessage().contains("layer 01LSTM (LSTM, state size 100)"), e::getMessage);
      } else {
        training.run(PLAN).close();
      }
    }
  }
}
