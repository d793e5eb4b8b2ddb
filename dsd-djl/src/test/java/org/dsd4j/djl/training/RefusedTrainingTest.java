package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.ParameterKind;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.training.Trainings.Steps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known before the first step is said before it, and the block keeps its values. */
@ExtendWith(StartEngine.class)
final class RefusedTrainingTest {
  private static final Sparsity HALF = Sparsity.of(0.5);

  private final Block block = Fixtures.mlp(8);
  private final NDManager manager = NDManager.newBaseManager();
  private final Steps steps = new Steps();
  private final DsdTraining training = Trainings.of(block, manager).observe(steps);
  private List<float[]> before;

  @BeforeEach
  void trainFirst() {
    Trainings.of(block, manager).run(LoopFixture.dense(2, 0.1)).close();
    before = Trainings.values(block);
  }

  @AfterEach
  void nothingWasTrainedOrLost() {
    assertEquals(0, steps.taken);
    OwnNetworkTest.assertAlike(before, Trainings.values(block));
    block.clear();
    manager.close();
  }

  private String refusal(Class<? extends RuntimeException> kind, DsdPlan plan) {
    return assertThrows(kind, () -> training.run(plan)).getMessage();
  }

  private static DsdPlan sparse(PruningPolicy policy) {
    return DsdPlan.of(
        new Phase.Dense("dense", Budget.steps(3), LearningRate.constant(0.1)),
        new Phase.Sparse("thin", Budget.steps(3), LearningRate.constant(0.1), policy));
  }

  @Test
  void aPathThatThereIsNot() {
    assertEquals(
        "thin: the pruning policy does not fit the network: it has no parameter conv1.weight; it has"
            + " 01Linear.weight, 01Linear.bias, 03Linear.weight, 03Linear.bias",
        refusal(
            IllegalArgumentException.class,
            sparse(PruningPolicy.perLayer(HALF).excluding("conv1.weight", "first"))));
  }

  @Test
  void aPolicyThatPrunesNothing() {
    String all =
        refusal(
            IllegalArgumentException.class,
            sparse(PruningPolicy.perLayer(HALF).excluding(ParameterKind.WEIGHT, "a test")));
    assertTrue(
        all.contains("nothing would be pruned: 01Linear.weight (a test), 01Linear.bias (bias"),
        all);
    String none = refusal(IllegalArgumentException.class, sparse(PruningPolicy.fixed(Map.of())));
    assertTrue(none.contains("01Linear.weight (not named by the policy)"), none);
    String bias =
        refusal(
            IllegalArgumentException.class,
            sparse(PruningPolicy.fixed(Map.of("03Linear.bias", HALF))));
    assertTrue(bias.contains("a sparsity is given for 03Linear.bias, which is"), bias);
    block.freezeParameters(true);
    String frozen = refusal(IllegalArgumentException.class, sparse(PruningPolicy.perLayer(HALF)));
    assertTrue(frozen.contains("01Linear.weight (frozen, never pruned)"), frozen);
    block.freezeParameters(false);
  }

  @Test
  void aLayerThatWouldKeepNothing() {
    String message =
        refusal(IllegalArgumentException.class, sparse(PruningPolicy.perLayer(Sparsity.of(0.99))));
    assertTrue(message.contains("01Linear.weight would keep none of its 48 weights"), message);
  }

  @Test
  void anOptimizerThatHidesItsState(@TempDir Path folder) {
    training
        .optimizer(rate -> Optimizer.adam().optLearningRateTracker(rate).build())
        .checkpoint(folder.resolve("c.safetensors"));
    String message = refusal(RuntimeException.class, LoopFixture.plan(2, 2, 2));
    assertTrue(message.startsWith("Adam hides its state"), message);
  }

  @Test
  void aFolderThatThereIsNot(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("no").resolve("c.safetensors");
    training.checkpoint(missing);
    assertEquals(
        "cannot write the checkpoint " + missing + ": there is no folder " + missing.getParent(),
        refusal(RuntimeException.class, LoopFixture.plan(2, 2, 2)));
    Path directory = Files.createDirectory(folder.resolve("d"));
    training.checkpoint(directory);
    String message = refusal(RuntimeException.class, LoopFixture.plan(2, 2, 2));
    assertTrue(message.contains(directory.toString()), message);
  }

  @Test
  void aRateThatIsNotThePlans() {
    training.optimizer(rate -> MomentumSgd.of(Tracker.fixed(0.1f), 0.9f));
    assertEquals(
        "MomentumSgd does not ask for the learning rate of the plan: build it around the tracker that"
            + " optimizer(rate -> ...) hands over, such as MomentumSgd.of(rate, 0.9f)",
        refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2)));
    training.optimizer(rate -> Optimizer.sgd().setLearningRateTracker(Tracker.fixed(1)).build());
    String message = refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2));
    assertTrue(message.startsWith("Sgd does not ask"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RmsProp", "Nag", "Adagrad", "Adadelta"})
  void anOptimizerThatDoesNotRunOnTheEngine(String kind) {
    assumeTrue(StartEngine.NAME.equals("PyTorch"), "MXNet has all of DJL's optimizers");
    training.optimizer(
        rate ->
            switch (kind) {
              case "RmsProp" -> Optimizer.rmsprop().optLearningRateTracker(rate).build();
              case "Nag" -> Optimizer.nag().setLearningRateTracker(rate).setMomentum(0.9f).build();
              case "Adagrad" -> Optimizer.adagrad().optLearningRateTracker(rate).build();
              default -> Optimizer.adadelta().build();
            });
    String message = refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2));
    assertTrue(
        message.startsWith("DJL's optimizer " + kind + " does not run on PyTorch ("), message);
  }

  @Test
  void aFigureThatNobodyMeasures() {
    training.keepBest("Accuracy", MetricDirection.HIGHER_IS_BETTER);
    assertEquals(
        "nothing measures Accuracy, by which the best weights should be chosen; validate(...)"
            + " measures loss and what it is given",
        refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2)));
    training.validate(Fixtures.dataset(manager, 9, 7), new Accuracy("Top1"));
    assertEquals(
        "nothing measures Accuracy, by which the best weights should be chosen; there is loss, Top1",
        refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2)));
  }

  @Test
  void aNetworkThatIsFrozenAsAWhole() {
    block.freezeParameters(true);
    assertEquals(
        "there is nothing to train: every parameter of the network is frozen",
        refusal(IllegalArgumentException.class, LoopFixture.dense(3, 0.1)));
    block.freezeParameters(false);
  }

  @Test
  void validationDataOfAnotherShape() {
    float[][] narrow = new float[4][Fixtures.IN - 1];
    training.validate(
        new ArrayDataset.Builder()
            .setData(manager.create(narrow))
            .optLabels(manager.create(new float[4]))
            .setSampling(2, false)
            .build());
    String message = refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2));
    assertTrue(message.startsWith("the validation data cannot be measured: "), message);
  }

  @Test
  void twoEvaluatorsOfOneName() {
    training.validate(Fixtures.dataset(manager, 9, 7), new Accuracy(), new Accuracy());
    assertEquals(
        "two evaluators have one name: loss, Accuracy, Accuracy; give them names",
        refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2)));
  }

  @Test
  void inputsOfAnotherPrecision() {
    training.train(
        new ArrayDataset.Builder()
            .setData(manager.zeros(new Shape(4, Fixtures.IN), DataType.FLOAT64))
            .optLabels(manager.create(new float[4]))
            .setSampling(2, false)
            .build(),
        2);
    assertEquals(
        "input 1 of the training data is float64, but the network computes in single precision: make"
            + " it float32, or choose another precision(...)",
        refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2)));
  }

  @Test
  void anEngineThatThereIsNot() {
    training.engine("Caffe");
    String message = refusal(IllegalArgumentException.class, LoopFixture.plan(2, 2, 2));
    assertTrue(message.startsWith("engine Caffe is not on the class path; there is"), message);
  }
}
