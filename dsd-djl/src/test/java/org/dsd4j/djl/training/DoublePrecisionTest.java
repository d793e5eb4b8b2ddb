package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.fixture.TrainedInDouble;
import org.dsd4j.djl.kit.ctc.CtcLoss;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.kit.nn.BidirectionalRecurrence;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Dropout;
import org.dsd4j.djl.kit.nn.GlobalAveragePool;
import org.dsd4j.djl.kit.nn.LocalResponseNorm;
import org.dsd4j.djl.kit.nn.Pool2d;
import org.dsd4j.djl.kit.nn.Relu;
import org.dsd4j.djl.kit.nn.SpectrogramConv;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.optimizer.RmsProp;
import org.dsd4j.djl.optimizer.StatefulOptimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole loop in double precision: convolutions, recurrences, CTC, masks, both optimizers. */
@ExtendWith(StartEngine.class)
final class DoublePrecisionTest {
  private static final int STEPS = 6;
  private static final Shape PICTURES = new Shape(4, 3, 8, 8);
  private static final Shape FRAMES = new Shape(9, 3, 12);
  private static final DsdPlan PLAN =
      DsdPlan.of(
          new Phase.Dense("dense", Budget.steps(STEPS), LearningRate.constant(0.02)),
          new Phase.Sparse(
              "sparse",
              Budget.steps(STEPS),
              LearningRate.constant(0.02),
              PruningPolicy.perLayer(Sparsity.of(0.5))));

  @Test
  void aConvolutionalNetworkWithBatchNormTrains() {
    Chain block =
        new Chain()
            .add("conv", new AlignedConv2d(new AlignedConv2d.Settings(3, 6, 3, 1, 1, true), 3))
            .add("bn", BatchNorm.builder().build())
            .add("relu", new Relu())
            .add("drop", new Dropout(0.2))
            .add("lrn", new LocalResponseNorm(3, 0.5, 0.75, 1))
            .add("pool", Pool2d.max(2, 2, 0, Pool2d.Rounding.UP))
            .add("down", new AlignedConv2d(new AlignedConv2d.Settings(6, 8, 1, 2, 0, true)))
            .add("mean", new GlobalAveragePool())
            .add("fc", Linear.builder().setUnits(4).build());
    PlannedRate rate = new PlannedRate();
    MomentumSgd sgd =
        MomentumSgd.builder()
            .setLearningRateTracker(rate)
            .optMomentum(0.9f)
            .optNesterov(true)
            .optWeightDecays(1e-3f)
            .build();
    requireTraining(
        block,
        sgd,
        rate,
        Loss.softmaxCrossEntropyLoss(),
        new Same(
            manager -> new NDList(draw(manager, PICTURES)),
            manager -> new NDList(ArrayValues.of(manager, 0f, 1f, 2f, 3f))),
        PICTURES);
  }

  @Test
  void aRecurrentNetworkTrainsByCtc() {
    PlannedRate rate = new PlannedRate();
    RmsProp rms = RmsProp.builder().setLearningRateTracker(rate).optClipGrad(0.1f).build();
    requireTraining(
        new Chain()
            .add("conv", new SpectrogramConv(new SpectrogramConv.Settings(1, 2, 3, 3, 2, 1)))
            .add("recurrent", new BidirectionalRecurrence(5, true)),
        rms,
        rate,
        new CtcLoss(0, 2),
        new Same(
            manager ->
                new NDList(draw(manager, FRAMES), ArrayValues.of(manager, new float[] {9, 4, 6})),
            manager ->
                new NDList(
                    ArrayValues.of(manager, new int[] {1, 2, 3, 3, 4, 0}, new Shape(3, 2)),
                    ArrayValues.of(manager, 2, 2, 1))),
        FRAMES,
        new Shape(3));
  }

  private static void requireTraining(
      Block block,
      StatefulOptimizer inner,
      PlannedRate rate,
      Loss loss,
      BatchSource data,
      Shape... inputs) {
    List<Double> losses = new ArrayList<>();
    DsdObserver collect =
        new DsdObserver() {
          @Override
          public void stepDone(Step step) {
            losses.add(step.loss());
          }
        };
    try (Network network =
            Network.initialize(block, StartEngine.NAME, Device.cpu(), Precision.DOUBLE, 1, inputs);
        MaskedOptimizer optimizer = new MaskedOptimizer(inner, block)) {
      new DsdLoop(
              network,
              loss,
              optimizer,
              rate,
              data,
              Evaluation.NONE,
              collect,
              LoopSettings.of(1).boundingNorm(OptionalDouble.of(0.5)))
          .run(PLAN, Position.START);
      TrainedInDouble.requireDoubles(network);
      requireDoubleState(inner);
      TrainedInDouble.requireZeros(network, optimizer, DoublePrecisionTest::requireHalfZeros);
    }
    assertEquals(2 * STEPS, losses.size());
    assertTrue(losses.get(STEPS - 1) < losses.get(0), losses::toString);
    assertTrue(
        losses.stream().anyMatch(value -> value != (double) (float) value.doubleValue()),
        () -> "all are floats: " + losses);
  }

  private static void requireDoubleState(StatefulOptimizer optimizer) {
    assertFalse(optimizer.slots().isEmpty());
    optimizer.slots().values().stream()
        .flatMap(byId -> byId.values().stream())
        .forEach(state -> assertEquals(DataType.FLOAT64, state.getDataType()));
  }

  private static void requireHalfZeros(String path, double... values) {
    long zeros = java.util.Arrays.stream(values).filter(value -> value == 0).count();
    assertTrue(zeros >= values.length / 2, path + " has " + zeros + " zeros");
  }

  private static NDArray draw(NDManager manager, Shape shape) {
    Random random = new Random(7);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return ArrayValues.of(manager, values, shape);
  }

  /** Makes arrays. */
  private interface Arrays {
    NDList make(NDManager manager);
  }

  /** The same batch in every step, in single precision as datasets give it. */
  private record Same(Arrays data, Arrays labels) implements BatchSource {
    @Override
    public long examples() {
      return 1;
    }

    @Override
    public long stepsPerEpoch() {
      return 1;
    }

    @Override
    public BatchStream open(long globalStep, NDManager owner) {
      return new BatchStream() {
        @Override
        public TrainingBatch next(NDManager manager) {
          return new TrainingBatch(data.make(manager), labels.make(manager), 1);
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }
}
