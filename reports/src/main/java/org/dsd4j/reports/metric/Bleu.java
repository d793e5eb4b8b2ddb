package org.dsd4j.reports.metric;

/**
 * Corpus BLEU, the geometric mean of clipped n-gram precisions, without smoothing (Papineni et al.
 * 2002).
 *
 * <p>There are two variants, which the signature distinguishes. Papineni's has the brevity penalty,
 * which punishes a corpus that is shorter than its references. NeuralTalk's own script computes the
 * same precisions and leaves the penalty out (its line sets the penalty to 1), so a figure that was
 * made with it is the variant without.
 *
 * <p>A hypothesis of fewer than n words adds nothing to the n-grams counted, as in the scripts of
 * the authors and of machine translation campaigns. NLTK counts one missed n-gram for it; on a
 * corpus with such sentences NLTK's figure is lower.
 *
 * @see <a href="https://aclanthology.org/P02-1040/">Papineni et al., BLEU: a Method for Automatic
 *     Evaluation of Machine Translation, ACL 2002</a>
 */
public final class Bleu {
  private static final int VERSION = 1;

  private Bleu() {}

  /**
   * BLEU-n of a corpus.
   *
   * @param sum the counts of all its sentences
   * @param order n, from 1 to {@value BleuCounts#ORDERS}: the precisions of the orders 1 to n count
   *     alike
   * @param brevityPenalty whether a corpus shorter than its references is punished by exp(1 -
   *     references / hypotheses)
   * @return from 0 to 100; 0 when a precision is 0, when an order has no n-gram, and for no words
   * @throws IllegalArgumentException if {@code order} is out of range
   */
  public static double score(BleuCounts sum, int order, boolean brevityPenalty) {
    checkOrder(order);
    double logs = 0;
    for (int i = 0; i < order; i++) {
      long matches = sum.matches().get(i);
      if (matches == 0) {
        return 0;
      }
      logs += Math.log((double) matches / sum.totals().get(i));
    }
    return 100 * (brevityPenalty ? brevity(sum) : 1) * Math.exp(logs / order);
  }

  /**
   * The conditions of a BLEU figure in one line.
   *
   * @param maxReferences the most references of one sentence, at least 1
   * @param brevityPenalty as in {@link #score}
   * @return such as {@code BLEU|refs:1-5|case:lower|tok:words without
   *     punctuation|bp:none|smooth:none|v:1}
   */
  public static String signature(int maxReferences, boolean brevityPenalty) {
    if (maxReferences < 1) {
      throw new IllegalArgumentException("BLEU needs a reference, there are " + maxReferences);
    }
    return "BLEU|refs:"
        + (maxReferences == 1 ? "1" : "1-" + maxReferences)
        + "|case:lower|tok:words without punctuation|bp:"
        + (brevityPenalty ? "closest" : "none")
        + "|smooth:none|v:"
        + VERSION;
  }

  private static double brevity(BleuCounts sum) {
    long said = sum.hypothesisLength();
    long wanted = sum.referenceLength();
    return said < wanted ? Math.exp(1 - (double) wanted / said) : 1;
  }

  private static void checkOrder(int order) {
    if (order < 1 || order > BleuCounts.ORDERS) {
      throw new IllegalArgumentException(
          "the order of BLEU must be from 1 to " + BleuCounts.ORDERS + " but was " + order);
    }
  }
}
