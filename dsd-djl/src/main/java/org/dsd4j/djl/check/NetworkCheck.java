package org.dsd4j.djl.check;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.util.RandomUtils;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dsd4j.djl.network.EngineLock;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.NetworkParameters;

/**
 * Checks whether an engine computes a network correctly, before it is trained.
 *
 * <pre>{@code
 * CheckResult result = NetworkCheck.of(block).check(batch);
 * if (result instanceof CheckResult.Wrong wrong) {
 *   throw new IllegalStateException(wrong.inWords());
 * }
 * }</pre>
 *
 * <p>One batch is run through the network in evaluation and in training, forward and backward: in
 * FLOAT32, with free memory filled with NaN, and in FLOAT64, for which engines have other kernels.
 * Rounding is distinguished from faults by the effect of small changes of the parameters and
 * inputs. If the two precisions differ by more than rounding explains, each layer is examined
 * alone, and the first that is wrong is named.
 *
 * <p>The network is not changed: weights, running statistics and gradients keep their bits. State
 * that blocks keep in fields of their own is not protected. The generators of the engine and of DJL
 * are seeded with a number that is drawn before the check, so that what follows is the same after
 * the same seed.
 *
 * <p>The check takes about as long as six to twelve steps, and twice as long if each layer has to
 * be examined alone. It needs memory for a step in FLOAT64. It opens a gradient collector, of which
 * DJL allows one at a time in a process. The result applies to the thread of the caller: in a
 * thread that did not start PyTorch, gradients are recorded in evaluation too, and the engine uses
 * its kernels for training there.
 */
public final class NetworkCheck {
  /** The largest error that rounding in many layers may cause. */
  private static final double ROUNDING = 1e-2;

  /** The smallest error of a known fault, with a margin: those of LibTorch are 0.16 to 1.4. */
  private static final double OF_A_FAULT = 0.05;

  private final Block block;

  private NetworkCheck(Block block) {
    this.block = block;
  }

  /**
   * Creates a check of a network.
   *
   * @param block the network, initialised
   * @return the check, never null
   * @throws IllegalArgumentException when a parameter has no values yet
   */
  public static NetworkCheck of(Block block) {
    for (NamedParameter named : NetworkParameters.of(block).all()) {
      if (!named.parameter().isInitialized()) {
        throw new IllegalArgumentException(
            named.path() + " has no values yet: initialise the network first");
      }
    }
    return new NetworkCheck(block);
  }

  /**
   * Checks the network on a batch.
   *
   * @param batch the inputs of the network, at least one, on its device; not changed
   * @return right, wrong, or why they cannot be compared; never null. Exceptions of blocks and
   *     engines are part of the result and not thrown
   * @throws IllegalArgumentException when the batch is empty
   */
  public CheckResult check(NDList batch) {
    if (batch.isEmpty()) {
      throw new IllegalArgumentException("a network cannot be checked without inputs");
    }
    Optional<String> other = otherPrecision();
    if (other.isPresent()) {
      return new CheckResult.NotCompared(other.get());
    }
    // The generators are seeded and gradients are collected, which no other thread may do
    // meanwhile.
    return EngineLock.withLock(() -> checkAlone(batch));
  }

  private CheckResult checkAlone(NDList batch) {
    NDManager owner = batch.head().getManager();
    // Each pass seeds the generators; the numbers after the check must not depend on that.
    int next = RandomUtils.RANDOM.nextInt();
    try (NDManager manager = owner.newSubManager()) {
      // If another collector is open, evaluation would record gradients too.
      Trial.collector(owner.getEngine()).close();
      return check(batch, manager);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      return new CheckResult.NotCompared(firstLine(e));
    } finally {
      owner.getEngine().setRandomSeed(next);
    }
  }

  private CheckResult check(NDList batch, NDManager manager) {
    LayerSearch layers = new LayerSearch(block, batch, manager);
    Trial trial = new Trial(block, batch, false, layers.largestInput(), manager);
    try {
      return compare(new Examination(trial, manager), layers);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      Optional<CheckResult> wrong = layers.firstWrong();
      return wrong.orElseGet(
          () ->
              new CheckResult.NotCompared(
                  firstLine(e) + "; " + layers.compared() + " of its layers alone are right"));
    }
  }

  private static CheckResult compare(Examination whole, LayerSearch layers) {
    double most = 0;
    List<Supplier<Examination.Result>> parts = List.of(whole::evaluated, whole::collected);
    for (Supplier<Examination.Result> part : parts) {
      Examination.Result result = part.get();
      PrecisionError unexplained = result.unexplained();
      // Even if rounding explains it: a network that enlarges every difference hides faults.
      if (unexplained.exceeds(0) || result.worst().exceeds(OF_A_FAULT)) {
        Optional<CheckResult> wrong = layers.firstWrong();
        if (wrong.isPresent()) {
          return wrong.get();
        }
      }
      if (unexplained.exceeds(ROUNDING)) {
        return layers.wrong(Optional.empty(), unexplained);
      }
      most = Math.max(most, result.worst().off());
    }
    return new CheckResult.Right(most);
  }

  private Optional<String> otherPrecision() {
    return NetworkParameters.of(block).all().stream()
        .filter(named -> named.array().getDataType().isFloating())
        .filter(named -> named.array().getDataType() != DataType.FLOAT32)
        .map(named -> named.path() + " is " + named.array().getDataType().name() + ", not FLOAT32")
        .findFirst();
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    String line = message.lines().findFirst().orElse("").strip();
    return line.isEmpty() ? e.getClass().getSimpleName() : line;
  }
}
