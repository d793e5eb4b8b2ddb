package org.dsd4j.djl.kit.ctc;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The negative log-probability of labellings under CTC and its exact gradient, in plain Java.
 *
 * <p>Put a blank before, between and after the labels. The forward variable of such a state in a
 * frame is the probability of all paths that begin at the start and are in the state then; it is
 * the sum over the states that a path may come from, times the softmax of the state's symbol. The
 * backward variable is the probability of all ways on from there, found by the same walk from the
 * end. Their product over the probability p of the labels is the chance, given the labels, of
 * passing through the state. The gradient of -ln p with respect to a logit is the softmax of its
 * symbol minus the sum of these chances over the symbol's states.
 *
 * <p>Over hundreds of frames these numbers leave the range of a double, and states of one frame are
 * too far apart for a common factor. Logarithms would need an exponential and a logarithm for every
 * state; here each number has an exponent of its own instead, in steps of 2^256, which costs only
 * comparisons. Results have the precision of doubles; probabilities of a symbol below e^-1e6 count
 * as e^-1e6. States that cannot be reached from the start, or cannot reach the end in time, are not
 * visited.
 *
 * <p>Utterances are distributed over the threads; the result does not depend on their number.
 *
 * @see <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Connectionist Temporal
 *     Classification, Graves et al., 2006, equations 6 to 16</a>
 */
public final class CtcGradient {
  private static final int IDLE_SECONDS = 10;

  private final int blank;
  private final int threads;
  private final ThreadPoolExecutor helpers;
  private final List<ForwardBackward> scratch = new ArrayList<>();

  /**
   * Creates a computation. It keeps its memory between calls, and its threads for ten seconds.
   *
   * @param blank the code of the blank, at least 0
   * @param threads how many threads compute, the caller's included, at least 1; the others are
   *     daemon threads
   */
  public CtcGradient(int blank, int threads) {
    if (blank < 0 || threads < 1) {
      throw new IllegalArgumentException(
          "the blank must be at least 0 and the threads at least 1, but they were "
              + blank
              + " and "
              + threads);
    }
    this.blank = blank;
    this.threads = threads;
    for (int i = 0; i < threads; i++) {
      scratch.add(new ForwardBackward(blank));
    }
    helpers =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            CtcGradient::daemon);
    helpers.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ctc");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Computes a batch.
   *
   * @param logits before the softmax, (frames, utterances, symbols) from index 0 on; not changed
   * @param utterances the lengths and labels
   * @param gradient receives the gradient, in the same order; frames of padding and utterances
   *     without a path get exactly 0
   * @param weight what the gradient is multiplied by, such as one over the number of utterances
   * @return -ln p(labels) of each utterance, natural logarithm; positive infinity where no path
   *     exists, NaN where its logits have one
   * @throws IllegalArgumentException if lengths, codes or sizes do not fit; names all of them
   */
  public double[] compute(
      FloatBuffer logits, CtcBatch utterances, FloatBuffer gradient, double weight) {
    return compute(Rows.of(logits), utterances, Rows.of(gradient), weight);
  }

  /**
   * Computes a batch in double precision.
   *
   * @param logits as above
   * @param utterances the lengths and labels
   * @param gradient as above, not rounded to floats
   * @param weight what the gradient is multiplied by
   * @return -ln p(labels) of each utterance, as above
   * @throws IllegalArgumentException if lengths, codes or sizes do not fit; names all of them
   */
  public double[] compute(
      DoubleBuffer logits, CtcBatch utterances, DoubleBuffer gradient, double weight) {
    return compute(Rows.of(logits), utterances, Rows.of(gradient), weight);
  }

  private synchronized double[] compute(
      Rows logits, CtcBatch utterances, Rows gradient, double weight) {
    utterances.requireFit(blank, logits.size(), gradient.size());
    double[] losses = new double[utterances.size()];
    AtomicInteger next = new AtomicInteger();
    int used = Math.min(threads, losses.length);
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < used; i++) {
      ForwardBackward mine = scratch.get(i);
      others.add(
          helpers.submit(() -> work(mine, next, losses, logits, utterances, gradient, weight)));
    }
    try {
      work(scratch.get(0), next, losses, logits, utterances, gradient, weight);
    } finally {
      // No thread may still write when the caller continues, not even after a failure.
      others.forEach(CtcGradient::await);
    }
    return losses;
  }

  private static void work(
      ForwardBackward scratch,
      AtomicInteger next,
      double[] losses,
      Rows logits,
      CtcBatch utterances,
      Rows gradient,
      double weight) {
    for (int i = next.getAndIncrement(); i < losses.length; i = next.getAndIncrement()) {
      losses[i] =
          scratch.compute(
              logits,
              gradient,
              utterances.place(i),
              utterances.labels().get(i),
              utterances.frames()[i],
              weight);
    }
  }

  private static void await(Future<?> work) {
    boolean interrupted = false;
    while (true) {
      try {
        work.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a thread of the CTC computation failed", e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
