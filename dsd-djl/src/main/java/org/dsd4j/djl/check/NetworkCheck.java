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
 * Finds out whether an engine computes a network rightly, before it is trained.
 *
 * <pre>{@code
 * Verdict verdict = NetworkCheck.of(block).check(batch);
 * if (verdict instanceof Verdict.Wrong wrong) {
 *   throw new IllegalStateException(wrong.inWords());
 * }
 * }</pre>
 *
 * <p>One batch goes through the network as it is measured and as it is trained, forward and
 * backward, in FLOAT32 on memory that holds NaN, and the same in FLOAT64, whose kernels are others.
 * Rounding is told from faults by what the network makes of small changes. If the two differ, each
 * layer is looked at alone, and the first that is wrong is named.
 *
 * <p>The network stays as it is: weights, running statistics and gradients, to the bit. What blocks
 * keep in fields of their own is not protected. The generators of the engine and of DJL are seeded;
 * they go on from a number that they drew before, so that they repeat after the same seed.
 *
 * <p>It takes about as long as six to twelve steps; where a layer is suspected, each is run alone,
 * which takes as long again. While it runs it needs memory for a step in FLOAT64. It collects
 * gradients, of which DJL lets one collector of a process do at a time. What is found holds for the
 * thread that asks: in a thread that did not start PyTorch, gradients are recorded in evaluation
 * too, and the engine takes its kernels of training there.
 */
public final class NetworkCheck {
  /** What the rounding of many layers in a row may come to. */
  private static final double ROUNDING = 1e-2;

  /** What a fault is known to come to at least: those of LibTorch are off by 0.16 to 1.4. */
  private static final double OF_A_FAULT = 0.05;

  private final Block block;

  private NetworkCheck(Block block) {
    this.block = block;
  }

  /**
   * Takes a network.
   *
   * @param block the network, initialised
   * @return a check of it, never null
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
   * @param batch the inputs of the network, at least one, on its device; stays as it is
   * @return right, wrong, or why it cannot be told; never null. Nothing that blocks or engines
   *     throw passes
   * @throws IllegalArgumentException when the batch is empty
   */
  public Verdict check(NDList batch) {
    if (batch.isEmpty()) {
      throw new IllegalArgumentException("a network cannot be checked without inputs");
    }
    Optional<String> other = otherPrecision();
    if (other.isPresent()) {
      return new Verdict.NotCompared(other.get());
    }
    // The generators are seeded, and gradients collected: nobody else may do so meanwhile.
    return EngineLock.withLock(() -> checkAlone(batch));
  }

  private Verdict checkAlone(NDList batch) {
    NDManager owner = batch.head().getManager();
    // Like every pass it is seeded, which must not make the numbers after it the same again.
    int next = RandomUtils.RANDOM.nextInt();
    try (NDManager manager = owner.newSubManager()) {
      // If it is another's turn, evaluation would be collected too.
      Trial.collector(owner.getEngine()).close();
      return check(batch, manager);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      return new Verdict.NotCompared(firstLine(e));
    } finally {
      owner.getEngine().setRandomSeed(next);
    }
  }

  private Verdict check(NDList batch, NDManager manager) {
    LayersAlone layers = new LayersAlone(block, batch, manager);
    Trial trial = new Trial(block, batch, false, layers.largestInput(), manager);
    try {
      return compare(new Examination(trial, manager), layers);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      Optional<Verdict> wrong = layers.firstWrong();
      return wrong.orElseGet(
          () ->
              new Verdict.NotCompared(
                  firstLine(e) + "; " + layers.compared() + " of its layers alone are right"));
    }
  }

  private static Verdict compare(Examination whole, LayersAlone layers) {
    double most = 0;
    List<Supplier<Examination.Result>> parts = List.of(whole::evaluated, whole::collected);
    for (Supplier<Examination.Result> part : parts) {
      Examination.Result result = part.get();
      Gap unexplained = result.unexplained();
      // Even if rounding explains it: in a network that enlarges every difference, faults hide.
      if (unexplained.exceeds(0) || result.worst().exceeds(OF_A_FAULT)) {
        Optional<Verdict> wrong = layers.firstWrong();
        if (wrong.isPresent()) {
          return wrong.get();
        }
      }
      if (unexplained.exceeds(ROUNDING)) {
        return layers.wrong(Optional.empty(), unexplained);
      }
      most = Math.max(most, result.worst().off());
    }
    return new Verdict.Right(most);
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
