package org.dsd4j.reports.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The paired bootstrap of a corpus score (Koehn 2004), for scores that are a function of counts
 * added over the examples: error rate, BLEU, word error rate and the like. Each resample draws as
 * many examples as there are, with replacement; the score of a resample is the score of its sum.
 *
 * <p>Resample r draws the same examples in every run over as many examples, so runs are compared on
 * the same drawn corpora, whatever their arm and seed. The interval says how much a figure depends
 * on which examples the test split happens to have; it says nothing of other seeds, and so it
 * exists for one seed too.
 *
 * @see <a href="https://aclanthology.org/W04-3250/">Koehn, Statistical Significance Tests for
 *     Machine Translation Evaluation, EMNLP 2004</a>
 */
public final class ResampledCounts {
  /**
   * Number of resamples drawn: fewer than for the means over seeds, because each costs a pass over
   * all examples of all runs. By chance of the draws an end of the interval moves by about a tenth
   * of its distance from the middle (its standard error is a twentieth), which changes no reading.
   */
  public static final int RESAMPLES = 1_000;

  private static final long SEED = 20160715L;
  private static final double ALPHA = 0.05;

  private final int examples;
  private final long[] observed;
  private final long[][] sums;

  private ResampledCounts(int examples, long[] observed, long[][] sums) {
    this.examples = examples;
    this.observed = observed;
    this.sums = sums;
  }

  /**
   * Draws the resamples of one run.
   *
   * @param counts for each example of the test split, in the split's order: its counts, equally
   *     many for each
   * @return the sums of {@value #RESAMPLES} resamples
   * @throws IllegalArgumentException if there is no example, or examples differ in their number of
   *     counts
   */
  public static ResampledCounts of(List<long[]> counts) {
    return ofAll(List.of(counts)).get(0);
  }

  /**
   * Draws the resamples of several runs over the same examples. What comes out is as if each were
   * drawn alone; drawing once for all is what makes a report of many runs quick.
   *
   * @param runs the counts of each run as in {@link #of}; may be empty
   * @return their sums in the same order
   * @throws IllegalArgumentException as {@link #of}, or if runs differ in their number of examples
   */
  public static List<ResampledCounts> ofAll(List<List<long[]>> runs) {
    runs.forEach(ResampledCounts::check);
    if (runs.stream().mapToInt(List::size).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "runs must be over the same examples, their numbers are "
              + runs.stream().map(List::size).toList());
    }
    List<ResampledCounts> all = runs.stream().map(ResampledCounts::undrawn).toList();
    if (all.isEmpty()) {
      return all;
    }
    int n = runs.get(0).size();
    // java.util.Random is specified to the bit, so the draws are the same on every JDK.
    Random random = new Random(SEED);
    int[] drawn = new int[n];
    for (int r = 0; r < RESAMPLES; r++) {
      Arrays.setAll(drawn, i -> random.nextInt(n));
      for (int k = 0; k < runs.size(); k++) {
        addAll(all.get(k).sums[r], runs.get(k), drawn);
      }
    }
    return all;
  }

  private static void check(List<long[]> counts) {
    if (counts.isEmpty()) {
      throw new IllegalArgumentException("a bootstrap needs at least one example");
    }
    int width = counts.get(0).length;
    if (counts.stream().anyMatch(example -> example.length != width)) {
      throw new IllegalArgumentException("all examples need the same number of counts: " + width);
    }
  }

  private static ResampledCounts undrawn(List<long[]> counts) {
    int width = counts.get(0).length;
    long[] observed = new long[width];
    counts.forEach(example -> add(observed, example));
    return new ResampledCounts(counts.size(), observed, new long[RESAMPLES][width]);
  }

  private static void addAll(long[] sum, List<long[]> counts, int... drawn) {
    for (int example : drawn) {
      add(sum, counts.get(example));
    }
  }

  /** The number of examples. */
  public int examples() {
    return examples;
  }

  /**
   * The score of the examples as they are.
   *
   * @param score from the sum of counts to a finite number
   * @return the corpus score
   */
  public double score(ToDoubleFunction<long[]> score) {
    return score.applyAsDouble(observed.clone());
  }

  /**
   * The 95 % percentile interval of the mean score of several runs over the same examples.
   *
   * @param runs such as one arm's seeds; at least one
   * @param score from the sum of counts to a finite number
   * @return the interval
   * @throws IllegalArgumentException if there is no run, or they differ in their examples' number
   */
  public static Interval interval(List<ResampledCounts> runs, ToDoubleFunction<long[]> score) {
    checkSameExamples(runs);
    return percentiles(meanScores(runs, score));
  }

  /**
   * The 95 % percentile interval of the mean difference of paired runs.
   *
   * @param from the runs to compare with, such as the baseline's seeds; at least one
   * @param to the runs in question, of the same seeds in the same order
   * @param score from the sum of counts to a finite number
   * @param difference of two scores, the one of {@code from} first
   * @return the interval
   * @throws IllegalArgumentException if the runs are not pairs over the same examples
   */
  public static Interval difference(
      List<ResampledCounts> from,
      List<ResampledCounts> to,
      ToDoubleFunction<long[]> score,
      DoubleBinaryOperator difference) {
    if (from.size() != to.size()) {
      throw new IllegalArgumentException(
          "paired runs must be equally many but are " + from.size() + " and " + to.size());
    }
    List<ResampledCounts> all = new ArrayList<>(from);
    all.addAll(to);
    checkSameExamples(all);
    double[] before = meanScores(from, score);
    double[] after = meanScores(to, score);
    double[] differences = new double[RESAMPLES];
    Arrays.setAll(differences, r -> difference.applyAsDouble(before[r], after[r]));
    return percentiles(differences);
  }

  private static void checkSameExamples(List<ResampledCounts> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("an interval needs at least one run");
    }
    if (runs.stream().mapToInt(ResampledCounts::examples).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "runs are comparable over the same examples only, their numbers are "
              + runs.stream().map(run -> String.valueOf(run.examples)).toList());
    }
  }

  private static double[] meanScores(List<ResampledCounts> runs, ToDoubleFunction<long[]> score) {
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (ResampledCounts run : runs) {
        sum += score.applyAsDouble(run.sums[r].clone());
      }
      means[r] = sum / runs.size();
    }
    return means;
  }

  private static Interval percentiles(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Interval(
        BcaBootstrap.quantile(sorted, ALPHA / 2), BcaBootstrap.quantile(sorted, 1 - ALPHA / 2));
  }

  private static void add(long[] sum, long[] counts) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] += counts[c];
    }
  }
}
