package org.dsd4j.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.data.EpochOrder;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.PlainMlp;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty updates by each optimizer through D, S and D, of a network with a frozen layer and a layer
 * that is used twice, equal its formula in plain Java and double precision: in the loop of this
 * library and in DJL's own trainer, in the thread that started the engine and in another, with
 * gradients of one batch and of two.
 */
@ExtendWith(StartEngine.class)
final class OptimizerTrajectoryTest {
  private static final int EXAMPLES = 12;
  private static final int BATCH = 3;
  private static final int WIDTH = Fixtures.IN;
  private static final long SEED = 5;
  private static final double SPARSITY = 0.5;
  private static final int DENSE = 7;
  private static final int SPARSE = 7;
  private static final int STEPS = 20;
  private static final double RATE = 0.1;
  private static final boolean MXNET = StartEngine.NAME.equals("MXNet");

  static Stream<Arguments> trainings() {
    List<PlainUpdate> optimizers =
        Arrays.stream(PlainUpdate.values())
            .filter(update -> MXNET || update.compareTo(PlainUpdate.DJL_NAG) < 0)
            .toList();
    return optimizers.stream()
        .flatMap(
            optimizer ->
                Stream.of(1, 2)
                    .flatMap(
                        batches ->
                            Stream.of(true, false)
                                .map(worker -> Arguments.of(optimizer, batches, worker))));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void inTheLoop(PlainUpdate kind, int batches, boolean worker) throws Exception {
    in(worker, () -> loop(kind, batches));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void inDjlsTrainer(PlainUpdate kind, int batches, boolean worker) throws Exception {
    in(worker, () -> trainer(kind, batches));
  }

  private static void in(boolean worker, Runnable work) throws Exception {
    if (!worker) {
      work.run();
      return;
    }
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      executor.submit(work).get();
    } finally {
      executor.shutdownNow();
    }
  }

  /** A frozen layer, a layer that is used twice, and one that gives the classes. */
  private static SequentialBlock block() {
    Linear body = Linear.builder().setUnits(WIDTH).build();
    body.freezeParameters(true);
    Linear shared = Linear.builder().setUnits(WIDTH).build();
    return new SequentialBlock()
        .add(body)
        .add(Activation::relu)
        .add(shared)
        .add(Activation::relu)
        .add(shared)
        .add(Activation::relu)
        .add(Linear.builder().setUnits(Fixtures.CLASSES).build());
  }

  private static void loop(PlainUpdate kind, int batches) {
    PlannedRate rate = new PlannedRate();
    try (NDManager manager = NDManager.newBaseManager();
        Network network = Fixtures.network(block(), SEED);
        var masked = new MaskedOptimizer(kind.optimizer(rate), network.block())) {
      Reference reference = new Reference(kind, network.parameters());
      EpochOrder order = new EpochOrder(EXAMPLES, SEED);
      int stepsPerEpoch = EXAMPLES / BATCH / batches;
      DsdObserver compare =
          new DsdObserver() {
            @Override
            public void stepDone(Step step) {
              int before = (int) step.at().globalStep() - 1;
              reference.enter(before);
              int[] permutation = order.permutation(before / stepsPerEpoch);
              for (int b = 0; b < batches; b++) {
                int from = (before % stepsPerEpoch * batches + b) * BATCH;
                reference.see(Arrays.copyOfRange(permutation, from, from + BATCH), 1.0 / batches);
              }
              reference.update();
              reference.requireEqual(network.parameters(), before);
            }
          };
      new DsdLoop(
              network,
              Loss.softmaxCrossEntropyLoss(),
              masked,
              rate,
              new DatasetBatches(Fixtures.dataset(manager, EXAMPLES, 3), BATCH, SEED),
              Evaluation.NONE,
              compare,
              LoopSettings.of(SEED).accumulating(batches))
          .run(plan(), Position.START);
      assertEquals(STEPS, reference.updates);
    }
  }

  private static DsdPlan plan() {
    LearningRate rate = LearningRate.constant(RATE);
    return DsdPlan.of(
        new Phase.Dense("dense", Budget.steps(DENSE), rate),
        new Phase.Sparse(
            "sparse", Budget.steps(SPARSE), rate, PruningPolicy.perLayer(Sparsity.of(SPARSITY))),
        new Phase.Redense("redense", Budget.steps(STEPS - DENSE - SPARSE), rate));
  }

  private static void trainer(PlainUpdate kind, int batches) {
    PlannedRate rate = new PlannedRate();
    rate.set(RATE);
    try (Network network = Fixtures.network(block(), SEED);
        var masked = new MaskedOptimizer(kind.optimizer(rate), network.block());
        Model model = Model.newInstance("own", Device.cpu(), StartEngine.NAME)) {
      model.setBlock(network.block());
      Reference reference = new Reference(kind, network.parameters());
      var config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
              .optOptimizer(masked)
              .optDevices(new Device[] {Device.cpu()});
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(BATCH, WIDTH));
        for (int step = 0; step < STEPS; step++) {
          if (step == DENSE) {
            masked.prune(PruningPolicy.perLayer(Sparsity.of(SPARSITY)));
          } else if (step == DENSE + SPARSE) {
            masked.lift();
          }
          reference.enter(step);
          for (int b = 0; b < batches; b++) {
            int from = (step * batches + b) % (EXAMPLES / BATCH) * BATCH;
            int[] examples = IntStream.range(from, from + BATCH).toArray();
            backward(trainer, examples);
            // MXNet keeps the gradient of the last batch, PyTorch the sum.
            reference.see(examples, MXNET && b < batches - 1 ? 0 : 1);
          }
          trainer.step();
          reference.update();
          reference.requireEqual(network.parameters(), step);
        }
      }
    }
  }

  private static void backward(Trainer trainer, int... examples) {
    try (NDManager scope = trainer.getManager().newSubManager()) {
      float[] values = new float[examples.length * WIDTH];
      float[] labels = new float[examples.length];
      for (int i = 0; i < examples.length; i++) {
        System.arraycopy(Reference.INPUTS[examples[i]], 0, values, i * WIDTH, WIDTH);
        labels[i] = Reference.LABELS[examples[i]];
      }
      NDList x = new NDList(ArrayValues.of(scope, values, new Shape(examples.length, WIDTH)));
      NDList y = new NDList(ArrayValues.of(scope, labels));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        collector.backward(trainer.getLoss().evaluate(y, trainer.forward(x)));
      }
    }
  }

  /** The same training in plain Java. */
  private static final class Reference {
    private static final float[][] INPUTS = Fixtures.inputs(EXAMPLES, 3);
    private static final float[] LABELS = Fixtures.labels(INPUTS);
    private static final int FROZEN = 2;

    private final PlainUpdate kind;
    private final PlainMlp mlp;
    private final List<double[][]> states = new ArrayList<>();
    private final List<boolean[]> kept = new ArrayList<>();
    private List<double[]> gradients;
    private int updates;

    Reference(PlainUpdate kind, NetworkParameters parameters) {
      this.kind = kind;
      mlp =
          new PlainMlp(
              parameters.all().stream().map(named -> Fixtures.copy(named.values())).toList(),
              List.of(
                  new int[] {WIDTH, WIDTH},
                  new int[] {WIDTH, WIDTH},
                  new int[] {WIDTH, Fixtures.CLASSES}),
              0,
              1,
              1,
              2);
      assertEquals(6, mlp.parameters(), "the shared layer counts once");
      for (int p = 0; p < mlp.parameters(); p++) {
        states.add(new double[mlp.parameter(p).length][2]);
        kept.add(null);
      }
      gradients = zeros();
    }

    private List<double[]> zeros() {
      return IntStream.range(0, mlp.parameters())
          .mapToObj(p -> new double[mlp.parameter(p).length])
          .toList();
    }

    void enter(int step) {
      if (step == DENSE) {
        prune(FROZEN);
        prune(FROZEN + 2);
      } else if (step == DENSE + SPARSE) {
        kept.replaceAll(mask -> null);
      }
    }

    private void prune(int p) {
      double[] w = mlp.parameter(p);
      boolean[] mask = new boolean[w.length];
      IntStream.range(0, w.length)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> -Math.abs(w[i])))
          .limit(Math.round(w.length * (1 - SPARSITY)))
          .forEach(i -> mask[i] = true);
      kept.set(p, mask);
      for (int i = 0; i < w.length; i++) {
        if (!mask[i]) {
          w[i] = 0;
          if (kind.showsItsState()) {
            Arrays.fill(states.get(p)[i], 0);
          }
        }
      }
    }

    void see(int[] examples, double factor) {
      float[][] inputs = new float[examples.length][];
      int[] labels = new int[examples.length];
      for (int i = 0; i < examples.length; i++) {
        inputs[i] = INPUTS[examples[i]];
        labels[i] = (int) LABELS[examples[i]];
      }
      mlp.addGradients(inputs, labels, factor, gradients);
    }

    void update() {
      updates++;
      for (int p = FROZEN; p < mlp.parameters(); p++) {
        double[] w = mlp.parameter(p);
        boolean[] mask = kept.get(p);
        for (int i = 0; i < w.length; i++) {
          boolean stays = mask == null || mask[i];
          double gradient = stays ? gradients.get(p)[i] : 0;
          double moved =
              kind.formula()
                  .update(states.get(p)[i], w[i], gradient, (float) RATE, updates, p % 2 == 0);
          w[i] = stays ? moved : 0;
        }
      }
      gradients = zeros();
    }

    void requireEqual(NetworkParameters parameters, int step) {
      for (int p = 0; p < mlp.parameters(); p++) {
        var named = parameters.all().get(p);
        assertArrayEquals(
            mlp.parameter(p),
            Fixtures.doubles(named.array()),
            1e-4,
            named.path() + " after step " + step);
      }
    }
  }
}
