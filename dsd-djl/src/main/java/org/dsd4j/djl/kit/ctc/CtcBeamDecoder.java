package org.dsd4j.djl.kit.ctc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Prefix beam search: finds the labelling with the largest probability over all its paths, times
 * the probability of its words under a language model.
 *
 * <p>The search keeps, after each frame, the best beginnings of labellings, each with the
 * probability of its paths that end in a blank and of those that end in a symbol; only the former
 * may repeat the symbol. A beam as wide as the number of labellings always finds the best one.
 *
 * <p>With a {@link WordModel} the score of a labelling is ln p(labelling) + alpha ln p(words) +
 * beta (number of words). A word counts when a space ends it, and the last one at the end of the
 * utterance.
 *
 * @see <a href="https://arxiv.org/abs/1408.2873">First-Pass Large Vocabulary Continuous Speech
 *     Recognition using Bi-Directional Recurrent DNNs, Hannun et al., 2014</a>
 */
public final class CtcBeamDecoder implements CtcDecoder {
  private final int blank;
  private final int width;
  private final WordScores scores;

  /**
   * Creates a decoder without a language model.
   *
   * @param blank the code of the blank, at least 0
   * @param width how many prefixes are kept after each frame, at least 1
   */
  public CtcBeamDecoder(int blank, int width) {
    this(blank, width, WordScores.NONE);
  }

  private CtcBeamDecoder(int blank, int width, WordScores scores) {
    if (blank < 0 || width < 1) {
      throw new IllegalArgumentException(
          "the blank must be at least 0 and the width at least 1, but they were "
              + blank
              + " and "
              + width);
    }
    this.blank = blank;
    this.width = width;
    this.scores = scores;
  }

  /**
   * Returns the same decoder with a language model.
   *
   * @param model the language model
   * @param texts the text of each symbol by its code; the blank's is never used
   * @param space the code of the symbol between words
   * @param alpha the weight of the model, at least 0
   * @param beta what each word adds, natural logarithm
   * @return a new decoder, for logits with as many symbols as there are texts
   */
  public CtcBeamDecoder with(
      WordModel model, List<String> texts, int space, double alpha, double beta) {
    if (space < 0 || space >= texts.size() || space == blank || !(alpha >= 0)) {
      throw new IllegalArgumentException(
          "the space must have a code below "
              + texts.size()
              + " other than the blank's, and alpha be at least 0, but they were "
              + space
              + " and "
              + alpha);
    }
    return new CtcBeamDecoder(
        blank, width, new WordScores(model, List.copyOf(texts), space, alpha, beta));
  }

  @Override
  public int[] decode(float[] logits, int frames, int symbols) {
    CtcGreedyDecoder.requireFit(logits, frames, symbols, blank);
    scores.requireFit(symbols);
    List<Prefix> beam = List.of(Prefix.root(symbols));
    double[] logs = new double[symbols];
    for (int t = 0; t < frames; t++) {
      logSoftmax(logits, t * symbols, logs);
      beam = step(beam, logs, t);
    }
    return beam.stream()
        .max(Comparator.comparingDouble(prefix -> prefix.finalScore(scores)))
        .map(Prefix::codes)
        .orElseGet(() -> new int[0]);
  }

  /** A candidate for the next beam; {@code prefix} is its parent if it is not in the tree yet. */
  private record Candidate(Prefix prefix, int added, double log, double score) {}

  private List<Prefix> step(List<Prefix> beam, double[] logs, int frame) {
    Selection best = new Selection(width);
    List<Prefix> reached = new ArrayList<>();
    for (Prefix prefix : beam) {
      if (prefix.enter(frame)) {
        reached.add(prefix);
      }
      prefix.stay(logs[blank], prefix.symbol() < 0 ? 0 : logs[prefix.symbol()]);
      for (int c = 0; c < logs.length; c++) {
        if (c != blank) {
          extend(prefix, c, prefix.before(c) + logs[c], frame, reached, best);
        }
      }
    }
    for (Prefix prefix : reached) {
      best.offer(prefix, -1, 0, prefix.nextScore());
    }
    return best.prefixes(scores, frame);
  }

  /** A longer prefix has one parent: it is final at once, unless it was there before. */
  private void extend(
      Prefix prefix, int code, double log, int frame, List<Prefix> reached, Selection best) {
    Prefix child = prefix.child(code);
    if (child == null) {
      best.offer(prefix, code, log, log + prefix.childLanguage(code, scores));
      return;
    }
    if (child.enter(frame)) {
      reached.add(child);
    }
    child.reach(log);
  }

  /** The best candidates of a frame. */
  private static final class Selection {
    private final int width;
    private final PriorityQueue<Candidate> kept =
        new PriorityQueue<>(Comparator.comparingDouble(Candidate::score));

    Selection(int width) {
      this.width = width;
    }

    void offer(Prefix prefix, int added, double log, double score) {
      if (score == Double.NEGATIVE_INFINITY) {
        return;
      }
      if (kept.size() == width) {
        if (kept.element().score >= score) {
          return;
        }
        kept.remove();
      }
      kept.add(new Candidate(prefix, added, log, score));
    }

    List<Prefix> prefixes(WordScores scores, int frame) {
      List<Prefix> prefixes = new ArrayList<>(kept.size());
      for (Candidate candidate : kept) {
        Prefix prefix = candidate.prefix;
        if (candidate.added >= 0) {
          prefix = prefix.grow(candidate.added, scores);
          prefix.enter(frame);
          prefix.reach(candidate.log);
        }
        prefixes.add(prefix);
      }
      prefixes.forEach(Prefix::advance);
      return prefixes;
    }
  }

  private static void logSoftmax(float[] logits, int from, double[] logs) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < logs.length; c++) {
      max = Math.max(max, logits[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      sum += Math.exp(logits[from + c] - max);
    }
    double all = max + Math.log(sum);
    for (int c = 0; c < logs.length; c++) {
      logs[c] = logits[from + c] - all;
    }
  }
}
