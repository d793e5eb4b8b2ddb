package org.dsd4j.djl.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedMomentum;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;

/**
 * Trains a DJL user's own network by a DSD plan.
 *
 * <pre>{@code
 * DsdResult result =
 *     DsdTraining.of(block, Loss.softmaxCrossEntropyLoss())
 *         .optimizer(rate -> MomentumSgd.of(rate, 0.9f))
 *         .train(images, 64)
 *         .validate(heldOut, new Accuracy())
 *         .run(plan);
 * }</pre>
 *
 * <p>Any DJL optimizer will do; one of {@link org.dsd4j.djl.optimizer} is needed for {@link
 * #checkpoint}.
 */
public final class DsdTraining {
  private final Block block;
  private final Loss loss;
  private Function<Tracker, Optimizer> optimizer;
  private RandomAccessDataset train;
  private RandomAccessDataset validation;
  private List<Evaluator> evaluators = List.of();
  private int batchSize;
  private long seed;
  private MaskedMomentum momentum = MaskedMomentum.ZERO;
  private DsdObserver observer = new DsdObserver() {};
  private Optional<Path> checkpoint = Optional.empty();

  private DsdTraining(Block block, Loss loss) {
    this.block = block;
    this.loss = loss;
  }

  /**
   * Starts with a network and its loss.
   *
   * @param block the network; parameters that have values keep them
   * @param loss the mean loss over a batch
   * @return a training to be completed, never null
   */
  public static DsdTraining of(Block block, Loss loss) {
    return new DsdTraining(block, loss);
  }

  /**
   * Sets the optimizer. Required.
   *
   * @param factory makes the optimizer around the learning rate of the plan
   * @return this training
   */
  public DsdTraining optimizer(Function<Tracker, Optimizer> factory) {
    optimizer = factory;
    return this;
  }

  /**
   * Sets the training data. Required.
   *
   * @param dataset the examples; its own sampler is not used
   * @param size the examples in a batch, at least 1
   * @return this training
   */
  public DsdTraining train(RandomAccessDataset dataset, int size) {
    train = dataset;
    batchSize = size;
    return this;
  }

  /**
   * Sets data that is measured at the end of each phase.
   *
   * @param dataset the examples
   * @param more what is measured besides the loss, such as {@code new Accuracy()}
   * @return this training
   */
  public DsdTraining validate(RandomAccessDataset dataset, Evaluator... more) {
    validation = dataset;
    evaluators = List.of(more);
    return this;
  }

  /**
   * Sets the seed of initial weights, order and dropout; the default is 0.
   *
   * @param value the seed
   * @return this training
   */
  public DsdTraining seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Chooses what happens to the momentum of pruned weights; the default zeroes it.
   *
   * @param choice the choice
   * @return this training
   */
  public DsdTraining maskedMomentum(MaskedMomentum choice) {
    momentum = choice;
    return this;
  }

  /**
   * Sets who is told what happens.
   *
   * @param listener the observer
   * @return this training
   */
  public DsdTraining observe(DsdObserver listener) {
    observer = listener;
    return this;
  }

  /**
   * Writes checkpoints to a file, and resumes from it when it is there.
   *
   * @param file the file
   * @return this training
   */
  public DsdTraining checkpoint(Path file) {
    checkpoint = Optional.of(file);
    return this;
  }

  /**
   * Trains.
   *
   * @param plan the phases
   * @return the trained network, never null; the caller closes it
   * @throws IllegalStateException when the optimizer or the training data is missing
   * @throws DivergedException when the loss or a gradient is not finite
   */
  public DsdResult run(DsdPlan plan) {
    if (optimizer == null || train == null) {
      throw new IllegalStateException("a training needs .optimizer(...) and .train(...)");
    }
    BatchSource batches = new DatasetBatches(train, batchSize, seed);
    Engine engine = Engine.getInstance();
    Device device = engine.defaultDevice();
    Network network =
        Network.initialize(block, engine.getEngineName(), device, seed, inputShapes(batches));
    PlannedRate rate = new PlannedRate();
    Remember remember;
    try (MaskedOptimizer masked = new MaskedOptimizer(optimizer.apply(rate), block, momentum)) {
      remember = new Remember(masked);
      Position from = resume(network, masked);
      if (from.step() == 0) {
        remember.masks = masked.masks();
      }
      LoopSettings settings = LoopSettings.of(seed);
      if (checkpoint.isPresent()) {
        settings = settings.checkpointing(checkpoint.get(), Duration.ofSeconds(30));
      }
      new DsdLoop(
              network, loss, masked, rate, batches, validation(), remember.and(observer), settings)
          .run(plan, from);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
    if (remember.metrics.isEmpty()) {
      // Resumed at its end: nothing was left to train, so nothing was measured.
      remember.metrics = validation().measure(network);
    }
    return new DsdResult(network, remember.masks, remember.metrics);
  }

  private Position resume(Network network, MaskedOptimizer masked) {
    if (checkpoint.isEmpty() || !Files.exists(checkpoint.get())) {
      return Position.START;
    }
    Checkpoint saved = Checkpoint.read(checkpoint.get());
    saved.restore(network, masked);
    return saved.position();
  }

  private Evaluation validation() {
    return validation == null
        ? Evaluation.NONE
        : new DatasetEvaluation(new DatasetBatches(validation, batchSize, 0), loss, evaluators);
  }

  private static Shape[] inputShapes(BatchSource batches) {
    try (NDManager manager = NDManager.newBaseManager();
        var stream = batches.open(0, manager)) {
      return stream.next(manager).data().getShapes();
    }
  }

  /**
   * Keeps the last masks and the last measurement. The masks are read when their phase ends: until
   * then the optimizer has them, and a second copy would be a waste.
   */
  private static final class Remember implements DsdObserver {
    private final MaskedOptimizer masked;
    private MaskSet masks = MaskSet.NONE;
    private Map<String, Double> metrics = Map.of();

    Remember(MaskedOptimizer masked) {
      this.masked = masked;
    }

    @Override
    public void masksMade(Position at, MaskSet made) {
      masks = MaskSet.NONE;
    }

    @Override
    public void phaseEnded(Phase phase, Position at) {
      if (phase instanceof Phase.Sparse) {
        masks = masked.masks();
      }
    }

    @Override
    public void evaluated(Position at, Map<String, Double> measured) {
      metrics = measured;
    }
  }
}
