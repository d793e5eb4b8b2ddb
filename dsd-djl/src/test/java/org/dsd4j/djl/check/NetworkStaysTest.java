package org.dsd4j.djl.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import ai.djl.util.RandomUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A check leaves a network, its batch and the generators as if it had not been. */
@ExtendWith(StartEngine.class)
final class NetworkStaysTest {
  private static final Shape ROWS = new Shape(8, Fixtures.IN);

  @Test
  void nothingOfTheNetworkChanges() {
    assertStays(Fixtures.mlpWithNormAndDropout());
  }

  @Test
  void nothingOfAWrongNetworkChanges() {
    assertStays(
        Fixtures.mlpWithNormAndDropout().add(new FaultyBlock(3, FaultyBlock.IN_EVALUATION)));
  }

  /**
   * It does not take its parameter from the parameter store, so the check cannot give it a copy.
   */
  @Test
  void aParameterThatABlockReadsByItselfStaysToo() {
    assertStays(
        new SequentialBlock()
            .add(Linear.builder().setUnits(4).build())
            .add(new Scaled())
            .add(Linear.builder().setUnits(2).build()));
  }

  @Test
  void theBatchOfARecurrentBlockGetsNoStates() {
    Block block = LSTM.builder().setNumLayers(1).setStateSize(5).build();
    Shape shape = new Shape(3, 4, 6);
    try (Network network = Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, shape);
        NDManager scope = network.manager().newSubManager()) {
      NDList batch = new NDList(scope.ones(shape));
      NetworkCheck.of(block).check(batch);
      assertEquals(1, batch.size());
      assertArrayEquals(scope.ones(shape).toFloatArray(), batch.head().toFloatArray());
    }
  }

  @Test
  void theNumbersAfterItRepeatAfterTheSameSeedAndDifferAfterAnother() {
    assertArrayEquals(numbersAfterACheck(3), numbersAfterACheck(3));
    assertNotEquals(numbersAfterACheck(3)[0], numbersAfterACheck(4)[0]);
  }

  private static float[] numbersAfterACheck(int seed) {
    Engine engine = Engine.getEngine(StartEngine.NAME);
    try (Network network = Fixtures.network(Fixtures.mlp(5), 1);
        NDManager scope = network.manager().newSubManager()) {
      NDList batch = new NDList(scope.ones(ROWS));
      engine.setRandomSeed(seed);
      NetworkCheck.of(network.block()).check(batch);
      float ofEngine = scope.randomNormal(0, 1, new Shape(1), DataType.FLOAT32).getFloat();
      return new float[] {ofEngine, RandomUtils.RANDOM.nextFloat()};
    }
  }

  private static void assertStays(Block block) {
    try (Network network = Fixtures.network(block, 1);
        NDManager scope = network.manager().newSubManager()) {
      NDArray x = ArrayValues.of(scope, new float[Math.toIntExact(ROWS.size())], ROWS);
      x.addi(scope.arange(0, Fixtures.IN, 1, DataType.FLOAT32));
      learn(network, x);
      Map<String, double[]> before = state(network, x);
      NetworkCheck.of(block).check(new NDList(x));
      Map<String, double[]> after = state(network, x);
      assertEquals(before.keySet(), after.keySet());
      before.forEach((name, values) -> assertArrayEquals(values, after.get(name), name));
      assertEquals(ROWS, new Shape(8, block.getInputShapes()[0].get(1)));
    }
  }

  /** Leaves gradients and running statistics that are not what they began with. */
  private static void learn(Network network, NDArray x) {
    try (GradientCollector collector = network.manager().getEngine().newGradientCollector()) {
      NDArray y = network.forward(new NDList(x), true).singletonOrThrow();
      collector.backward(y.square().sum());
    }
  }

  private static Map<String, double[]> state(Network network, NDArray x) {
    Map<String, double[]> state = new LinkedHashMap<>();
    state.put("batch", Fixtures.doubles(x));
    for (NamedParameter named : network.parameters().all()) {
      state.put(named.path(), Fixtures.doubles(named.array()));
      if (named.trains()) {
        try (NDArray gradient = named.array().getGradient()) {
          state.put("gradient of " + named.path(), Fixtures.doubles(gradient));
        }
      }
    }
    return state;
  }

  /** Scales each column, and counts in a parameter how often it was trained. */
  private static final class Scaled extends AbstractBlock {
    private final Parameter scale;
    private final Parameter count;

    Scaled() {
      scale =
          addParameter(Parameter.builder().setName("scale").setType(Parameter.Type.GAMMA).build());
      count =
          addParameter(
              Parameter.builder()
                  .setName("count")
                  .setType(Parameter.Type.RUNNING_MEAN)
                  .optRequiresGrad(false)
                  .build());
    }

    @Override
    protected void prepare(Shape[] inputs) {
      scale.setShape(new Shape(inputs[0].get(1)));
      count.setShape(new Shape(1));
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      NDArray x = inputs.singletonOrThrow();
      if (training) {
        count.getArray().addi(count.getArray().getManager().ones(new Shape(1)));
      }
      return new NDList(x.mul(scale.getArray()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
      return inputs;
    }
  }
}
