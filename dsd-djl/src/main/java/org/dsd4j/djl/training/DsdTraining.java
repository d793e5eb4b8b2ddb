package org.dsd4j.djl.training;

import ai.djl.Device;
import ai.djl.nn.Block;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedMomentum;

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
 * <p>The optimizer is one of {@link org.dsd4j.djl.optimizer}, which run on every engine and are
 * needed for {@link #checkpoint}, or any of DJL's that runs on the engine: on PyTorch {@code Sgd},
 * {@code Adam} and {@code AdamW}; {@code RmsProp}, {@code Nag}, {@code Adagrad} and {@code
 * Adadelta} do not.
 *
 * <p>The settings are checked before the first step. The values of the block belong to the block in
 * any case: after an exception they are those of the last step that was completed.
 *
 * <p>It may be used in any thread. Several trainings in one JVM take turns, step by step, because
 * DJL has one gradient collector and one generator for the process; they are not faster together.
 */
public final class DsdTraining {
  final Block block;
  final Loss loss;
  final List<Evaluator> evaluators = new ArrayList<>();
  final List<TrainingListener> listeners = new ArrayList<>();
  Function<Tracker, Optimizer> optimizer;
  RandomAccessDataset train;
  RandomAccessDataset validation;
  int batchSize;
  long seed;
  Optional<String> engine = Optional.empty();
  Optional<Device> device = Optional.empty();
  Precision precision = Precision.SINGLE;
  ArithmeticPolicy arithmetic = ArithmeticPolicy.STOP;
  MaskedMomentum momentum = MaskedMomentum.ZERO;
  DsdObserver observer = new DsdObserver() {};
  LoopSettings settings = LoopSettings.of(0);
  OptionalLong evaluateEvery = OptionalLong.empty();
  BooleanSupplier stop = () -> false;
  Optional<String> bestMetric = Optional.empty();
  MetricDirection better = MetricDirection.LOWER_IS_BETTER;

  private DsdTraining(Block block, Loss loss) {
    this.block = Objects.requireNonNull(block, "the training needs a block");
    this.loss = Objects.requireNonNull(loss, "the training needs a loss");
  }

  /**
   * Creates a training of a network.
   *
   * @param block the network; parameters that have values keep them, frozen ones are neither
   *     trained nor pruned, and an initializer that was set is used
   * @param loss the mean loss over a batch
   * @return the training, whose other settings follow, never null
   */
  public static DsdTraining of(Block block, Loss loss) {
    return new DsdTraining(block, loss);
  }

  /**
   * Sets the optimizer. Required.
   *
   * @param factory makes the optimizer from the learning rate of the plan, which the optimizer has
   *     to read
   * @return this training
   */
  public DsdTraining optimizer(Function<Tracker, Optimizer> factory) {
    optimizer = factory;
    return this;
  }

  /**
   * Sets the training data. Required. The dataset is prepared, as in DJL's own loop.
   *
   * @param dataset the examples; {@link DatasetBatches} describes their order; a sampler written by
   *     the user and {@code dropLast} are respected
   * @param size the examples in a batch, at least 1
   * @return this training
   */
  public DsdTraining train(RandomAccessDataset dataset, int size) {
    train = dataset;
    batchSize = size;
    return this;
  }

  /**
   * Sets the training data, in batches of the size that the dataset was built with.
   *
   * @param dataset the examples, as in {@link #train(RandomAccessDataset, int)}
   * @return this training
   * @throws IllegalArgumentException when the sampler of the dataset does not say the size
   */
  public DsdTraining train(RandomAccessDataset dataset) {
    return train(dataset, DatasetBatches.batchSizeOf(dataset));
  }

  /**
   * Sets the validation data. It is measured at the end of each phase, and more often if {@link
   * #evaluateEvery} or {@link #listeners} is used.
   *
   * @param dataset the examples
   * @param more what is measured besides {@code loss}, such as {@code new Accuracy()}; each result
   *     has the name of its evaluator
   * @return this training
   */
  public DsdTraining validate(RandomAccessDataset dataset, Evaluator... more) {
    validation = dataset;
    evaluators.clear();
    evaluators.addAll(List.of(more));
    return this;
  }

  /**
   * Chooses the engine; the default is DJL's.
   *
   * @param name the engine, for example {@code PyTorch}, upper and lower case are the same
   * @return this training
   */
  public DsdTraining engine(String name) {
    engine = Optional.of(name);
    return this;
  }

  /**
   * Chooses the device; the default is the one that holds the values of the block, or else the
   * default of the engine.
   *
   * @param where the device
   * @return this training
   */
  public DsdTraining device(Device where) {
    device = Optional.of(where);
    return this;
  }

  /**
   * Chooses the precision of the network; the default is single precision.
   *
   * @param choice the precision; FLOAT32 inputs become FLOAT64 in double precision
   * @return this training
   */
  public DsdTraining precision(Precision choice) {
    precision = choice;
    return this;
  }

  /**
   * Chooses what happens if the engine computes the network wrongly; the default stops before the
   * first step, with a message that names the layer, the size of the error and a remedy.
   *
   * @param choice the choice
   * @return this training
   * @see org.dsd4j.djl.check.NetworkCheck
   */
  public DsdTraining arithmetic(ArithmeticPolicy choice) {
    arithmetic = choice;
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
   * Chooses what happens to the momentum of pruned weights; the default sets it to zero.
   *
   * @param choice the choice
   * @return this training
   */
  public DsdTraining maskedMomentum(MaskedMomentum choice) {
    momentum = choice;
    return this;
  }

  /**
   * Bounds the Euclidean norm of all gradients together. Where it is larger, they are scaled down
   * to the bound.
   *
   * @param norm the bound, greater than 0
   * @return this training
   */
  public DsdTraining boundGradientNorm(double norm) {
    settings = settings.boundingNorm(java.util.OptionalDouble.of(norm));
    return this;
  }

  /**
   * Accumulates gradients: each update uses several batches, for effective batches that do not fit
   * into memory. The gradient is that of the mean loss over all their examples. A step of the plan
   * is one update.
   *
   * @param batches the batches of one update, at least 1
   * @return this training
   */
  public DsdTraining accumulate(int batches) {
    settings = settings.accumulating(batches);
    return this;
  }

  /**
   * Measures the validation data also inside the phases; the default is at the end of each phase
   * and, if there are {@link #listeners}, of each epoch.
   *
   * @param steps steps between evaluations, at least 1, counted in each phase
   * @return this training
   */
  public DsdTraining evaluateEvery(long steps) {
    settings = settings.evaluatingEvery(steps);
    evaluateEvery = OptionalLong.of(steps);
    return this;
  }

  /**
   * Registers an observer.
   *
   * @param listener the observer, notified after those that were registered before
   * @return this training
   */
  public DsdTraining observe(DsdObserver listener) {
    observer = observer.and(listener);
    return this;
  }

  /**
   * Registers listeners of DJL. They are notified of every training batch, every validation batch
   * and every epoch, with a {@code Trainer} of the block. An {@code EarlyStoppingListener} stops
   * the training.
   *
   * @param more the listeners
   * @return this training
   */
  public DsdTraining listeners(TrainingListener... more) {
    listeners.addAll(List.of(more));
    return this;
  }

  /**
   * Shows the progress of each phase.
   *
   * @param bar the progress bar, such as DJL's {@code new ProgressBar()}
   * @return this training
   */
  public DsdTraining progress(Progress bar) {
    return observe(new ProgressObserver(bar));
  }

  /**
   * Sets a condition on which the training stops before its next step, with a checkpoint if
   * checkpoints are written. An interrupt of the thread has the same effect.
   *
   * @param question asked before every step; true stops
   * @return this training
   */
  public DsdTraining stopWhen(BooleanSupplier question) {
    stop = question;
    return this;
  }

  /**
   * Ends with the weights of the best evaluation in the last phase of the plan, instead of the last
   * weights. If checkpoints are written, these weights are kept in a file beside them, {@code
   * NAME.best}. Choose on validation data, never on data whose results are reported.
   *
   * @param name a metric of {@link #validate}: {@code loss}, or the name of an evaluator, for
   *     example {@code Accuracy}
   * @param which values of it are better
   * @return this training
   */
  public DsdTraining keepBest(String name, MetricDirection which) {
    bestMetric = Optional.of(name);
    better = which;
    return this;
  }

  /**
   * Writes a checkpoint to a file every 30 seconds, and resumes from the file if it exists.
   *
   * @param file the file
   * @return this training
   */
  public DsdTraining checkpoint(Path file) {
    return checkpoint(file, Duration.ofSeconds(30));
  }

  /**
   * Writes checkpoints to a file, and resumes from the file if it exists. A checkpoint records
   * which training wrote it: one of another plan, seed, batch size, optimizer and so on is refused.
   *
   * @param file the file
   * @param every the time between two checkpoints, at least 0; 0 writes one after every step; one
   *     is always written after each phase and when the training is stopped
   * @return this training
   */
  public DsdTraining checkpoint(Path file, Duration every) {
    settings = settings.checkpointing(file, every);
    return this;
  }

  /**
   * Trains.
   *
   * @param plan the phases
   * @return the trained network, never null; the caller closes it
   * @throws IllegalStateException when the optimizer or the training data is missing, or the engine
   *     computes the network wrongly, see {@link #arithmetic}
   * @throws IllegalArgumentException when something does not fit together, before the first step
   * @throws org.dsd4j.djl.checkpoint.CheckpointException when checkpoints cannot be written, or the
   *     existing one is of another training; before the first step
   * @throws DivergedException when the loss or a gradient is not finite
   */
  public DsdResult run(DsdPlan plan) {
    if (optimizer == null || train == null) {
      throw new IllegalStateException("a training needs .optimizer(...) and .train(...)");
    }
    return new TrainingRun(this, plan).run();
  }
}
