package org.dsd4j.djl.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.GradientCollector;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Dropout;
import org.dsd4j.djl.kit.nn.GlobalAveragePool;
import org.dsd4j.djl.kit.nn.Pool2d;
import org.dsd4j.djl.kit.nn.Relu;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check says of networks whose faults are known, since they are made here. */
@ExtendWith(StartEngine.class)
final class NetworkCheckTest {
  private static final Shape ROWS = new Shape(16, Fixtures.IN);

  @Test
  void aNetworkOfRightLayersIsRight() {
    Block block =
        new Chain()
            .add("conv1", new AlignedConv2d(new AlignedConv2d.Settings(3, 20, 3, 1, 1, true)))
            .add("bn1", BatchNorm.builder().build())
            .add("relu1", new Relu())
            .add("pool", Pool2d.max(3, 2, 0, Pool2d.Rounding.UP))
            .add("conv2", new AlignedConv2d(new AlignedConv2d.Settings(20, 24, 3, 2, 1, true)))
            .add("relu2", new Relu())
            .add("average", new GlobalAveragePool())
            .add("drop", new Dropout(0.5))
            .add("fc", Linear.builder().setUnits(7).build());
    CheckResult.Right right =
        assertInstanceOf(CheckResult.Right.class, checked(block, new Shape(8, 3, 17, 15)));
    assertTrue(right.off() > 0 && right.off() < 1e-3, right.toString());
    assertTrue(right.inWords().startsWith("evaluation and gradients agree with FLOAT64"));
  }

  /** Gradients that are zero but for rounding, and outputs whose mean never changes. */
  @Test
  void whatNormalisationMakesZeroIsNoFault() {
    for (Block norm : new Block[] {BatchNorm.builder().build(), LayerNorm.builder().build()}) {
      Block block = new SequentialBlock().add(Linear.builder().setUnits(30).build()).add(norm);
      assertInstanceOf(CheckResult.Right.class, checked(block, ROWS));
    }
  }

  /** Rounding grows from layer to layer until gradients have no right digit. */
  @Test
  void aNetworkThatEnlargesRoundingIsNoFault() {
    SequentialBlock deep = new SequentialBlock();
    for (int i = 0; i < 40; i++) {
      deep.add(Linear.builder().setUnits(48).build())
          .add(BatchNorm.builder().build())
          .add(Activation::relu);
    }
    assertInstanceOf(CheckResult.Right.class, checked(deep, new Shape(8, 48)));
  }

  @Test
  void theFirstWrongLayerIsNamed() {
    CheckResult.Wrong wrong = wrong(between(FaultyBlock.IN_EVALUATION), ROWS);
    assertEquals(Optional.of("03FaultyBlock"), wrong.layer().map(NetworkLayer::path));
    assertEquals("output in evaluation", wrong.what());
    assertTrue(wrong.off() > 0.1 && wrong.off() < 1, wrong.toString());
    String words = wrong.inWords();
    assertTrue(
        words.startsWith(
            "the engine computes layer 03FaultyBlock (FaultyBlock, weight (12, 5)) wrongly: output"
                + " in evaluation is off by 0."),
        words);
    assertTrue(words.contains(" of its largest value; "), words);
    assertTrue(words.endsWith(", or choose other sizes"), words);
  }

  @Test
  void aLayerThatIsWrongInTrainingAloneIsNamed() {
    assertEquals("output in training", wrong(between(FaultyBlock.IN_TRAINING), ROWS).what());
    assertTrue(wrong(between(FaultyBlock.IN_GRADIENT), ROWS).what().startsWith("gradient of "));
  }

  @Test
  void aLayerThatReadsWhatNobodyWroteIsNamed() {
    CheckResult.Wrong wrong = wrong(between(FaultyBlock.CARELESS), ROWS);
    assertEquals(Optional.of("03FaultyBlock"), wrong.layer().map(NetworkLayer::path));
    assertTrue(wrong.inWords().contains(" is no number; "), wrong::inWords);
  }

  @Test
  void aFaultThatNoLayerShowsAloneIsOneOfTheWhole() {
    Block block =
        new SequentialBlock()
            .add(new FaultyBlock(5, FaultyBlock.FOR_LARGE_INPUTS))
            .add(Activation::tanh);
    try (Network network = network(block, ROWS);
        NDManager scope = network.manager().newSubManager()) {
      NDList batch = batch(scope, ROWS);
      batch.head().muli(1e4f);
      CheckResult result = NetworkCheck.of(network.block()).check(batch);
      CheckResult.Wrong wrong = assertInstanceOf(CheckResult.Wrong.class, result);
      assertEquals(Optional.empty(), wrong.layer());
      assertTrue(
          wrong.inWords().startsWith("the engine computes the network wrongly, though no single"),
          wrong::inWords);
    }
  }

  @Test
  void whatCannotBeComparedSaysWhy() {
    Block narrow =
        new SequentialBlock()
            .add(Linear.builder().setUnits(3).build())
            .add(new LambdaBlock(x -> new NDList(x.head().toType(DataType.FLOAT32, false))));
    assertEquals(
        "could not be compared with FLOAT64: with everything in FLOAT64, no output is FLOAT64; 1 of"
            + " its layers alone are right",
        checked(narrow, ROWS).inWords());
    Block lacking =
        new SequentialBlock()
            .add(
                new LambdaBlock(
                    x -> {
                      if (x.head().getDataType() == DataType.FLOAT64) {
                        throw new UnsupportedOperationException("not in FLOAT64\nby far");
                      }
                      return x;
                    }))
            .add(Linear.builder().setUnits(3).build());
    assertEquals(
        new CheckResult.NotCompared("not in FLOAT64; 1 of its layers alone are right"),
        checked(lacking, ROWS));
  }

  @Test
  void aWrongLayerIsNamedWhereTheWholeCannotBeCompared() {
    Block block =
        between(FaultyBlock.IN_EVALUATION)
            .add(new LambdaBlock(x -> new NDList(x.head().toType(DataType.FLOAT32, false))));
    assertEquals(Optional.of("03FaultyBlock"), wrong(block, ROWS).layer().map(NetworkLayer::path));
  }

  @Test
  void doublePrecisionHasNothingToBeComparedWith() {
    try (Network network = Fixtures.network(Fixtures.mlp(5), Precision.DOUBLE, 1);
        NDManager scope = network.manager().newSubManager()) {
      assertEquals(
          "could not be compared with FLOAT64: 01Linear.weight is FLOAT64, not FLOAT32",
          NetworkCheck.of(network.block()).check(batch(scope, ROWS)).inWords());
    }
  }

  @Test
  void aCollectorOfAnotherThreadIsWaitedFor() throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              GradientCollector collector = Engine.getInstance().newGradientCollector();
              open.countDown();
              try {
                Thread.sleep(200);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                collector.close();
              }
            });
    other.start();
    open.await();
    assertInstanceOf(CheckResult.Right.class, checked(Fixtures.mlp(5), ROWS));
    other.join();
  }

  /** On PyTorch, gradients are recorded there in evaluation too. */
  @Test
  void checksInAThreadOfItsOwn() throws InterruptedException {
    AtomicReference<CheckResult> right = new AtomicReference<>();
    AtomicReference<CheckResult> wrong = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              right.set(checked(Fixtures.mlp(5), ROWS));
              wrong.set(checked(between(FaultyBlock.IN_GRADIENT), ROWS));
            });
    thread.start();
    thread.join();
    assertInstanceOf(CheckResult.Right.class, right.get());
    assertInstanceOf(CheckResult.Wrong.class, wrong.get());
  }

  @Test
  void anUninitialisedNetworkAndAnEmptyBatchAreRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> NetworkCheck.of(Fixtures.mlp(5)));
    assertEquals("01Linear.weight has no values yet: initialise the network first", e.getMessage());
    try (Network network = network(Fixtures.mlp(5), ROWS)) {
      NetworkCheck check = NetworkCheck.of(network.block());
      assertThrows(IllegalArgumentException.class, () -> check.check(new NDList()));
    }
  }

  /** Lengths of sequences, say: on PyTorch such an array lies in memory of Java. */
  @Test
  void anOutputThatIsMadeInJavaIsNotReadAfterItIsFreed() {
    Block block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(5).build())
            .add(
                new LambdaBlock(
                    outputs -> {
                      Fixtures.collectGarbage();
                      NDArray head = outputs.head();
                      return new NDList(head, ArrayValues.of(head.getManager(), 3f, 5f, 8f, 13f));
                    },
                    "lengths"));
    assertInstanceOf(CheckResult.Right.class, checked(block, ROWS));
  }

  private static SequentialBlock between(FaultyBlock.Fault fault) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(12).build())
        .add(Activation::tanh)
        .add(new FaultyBlock(5, fault))
        .add(Activation::tanh)
        .add(BatchNorm.builder().build());
  }

  private static CheckResult.Wrong wrong(Block block, Shape shape) {
    return assertInstanceOf(CheckResult.Wrong.class, checked(block, shape));
  }

  private static CheckResult checked(Block block, Shape shape) {
    try (Network network = network(block, shape);
        NDManager scope = network.manager().newSubManager()) {
      return NetworkCheck.of(block).check(batch(scope, shape));
    }
  }

  private static Network network(Block block, Shape shape) {
    return Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, shape);
  }

  private static NDList batch(NDManager scope, Shape shape) {
    Engine.getEngine(StartEngine.NAME).setRandomSeed(7);
    NDArray x = scope.randomNormal(0, 1, shape, DataType.FLOAT32);
    return new NDList(x);
  }

  /** The bias goes with the mean of the batch, and little is left of inputs that hardly vary. */
  @ParameterizedTest
  @ValueSource(floats = {1e-6f, 1e-3f, 1})
  void aNormalisationOfInputsThatHardlyVaryIsNoFault(float scale) {
    for (int seed = 1; seed <= 3; seed++) {
      SequentialBlock block =
          new SequentialBlock()
              .add(new AlignedConv2d(new AlignedConv2d.Settings(3, 16, 3, 1, 1, true)))
              .add(BatchNorm.builder().build())
              .add(Activation::relu)
              .add(new AlignedConv2d(new AlignedConv2d.Settings(16, 16, 3, 1, 1, true)))
              .add(BatchNorm.builder().build())
              .add(Blocks.batchFlattenBlock())
              .add(Linear.builder().setUnits(4).build());
      Shape shape = new Shape(8, 3, 12, 12);
      try (Network network =
              Network.initialize(block, StartEngine.NAME, Device.cpu(), seed, shape);
          NDManager scope = network.manager().newSubManager()) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (scale * random.nextGaussian());
        }
        CheckResult result =
            NetworkCheck.of(block).check(new NDList(ArrayValues.of(scope, values, shape)));
        assertInstanceOf(CheckResult.Right.class, result, result.inWords());
      }
    }
  }
}
