package org.dsd4j.reports.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.record.Metric;

/**
 * The figures of a captioning row, named once for records, tables and claims.
 *
 * <p>The first is BLEU-4 without brevity penalty, as NeuralTalk's script has it. The figures of
 * variety have no direction: random words are all distinct, and a longer caption is no better one.
 */
public final class CaptionMetrics {
  /** BLEU without brevity penalty: the primary BLEU-4 first, then BLEU-1 to BLEU-3. */
  public static final List<Metric> BLEU = List.of(bleu(4), bleu(1), bleu(2), bleu(3));

  /** The same orders with the brevity penalty. */
  public static final List<Metric> BLEU_WITH_PENALTY =
      List.of(penalised(4), penalised(1), penalised(2), penalised(3));

  /** Distinct captions, in % of all. */
  public static final Metric DISTINCT =
      new Metric("distinct-captions", "distinct captions", "%", Direction.NEUTRAL);

  /** Mean length of a caption, in words. */
  public static final Metric LENGTH =
      new Metric("mean-length", "mean length", "words", Direction.NEUTRAL);

  /** Captions that stand word for word in the training set, in % of all. */
  public static final Metric SEEN =
      new Metric("seen-captions", "captions seen in training", "%", Direction.NEUTRAL);

  private static final String PENALTY = "-bp";

  private CaptionMetrics() {}

  /** All of them, the primary one first. */
  public static List<Metric> all() {
    List<Metric> all = new ArrayList<>(BLEU);
    all.addAll(BLEU_WITH_PENALTY);
    all.addAll(List.of(DISTINCT, LENGTH, SEEN));
    return List.copyOf(all);
  }

  /**
   * The values of all of them.
   *
   * @param sum the counts of the whole test split
   * @param variety of the same captions
   * @return a value for each metric of {@link #all}, by its id, in that order
   */
  public static Map<String, Double> values(BleuCounts sum, CaptionVariety variety) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Metric metric : all()) {
      values.put(metric.id(), value(metric, sum, variety));
    }
    return values;
  }

  /**
   * The id of BLEU-n.
   *
   * @param order n
   * @param brevityPenalty which variant
   * @return such as {@code bleu-4} or {@code bleu-4-bp}
   */
  public static String bleuId(int order, boolean brevityPenalty) {
    return "bleu-" + order + (brevityPenalty ? PENALTY : "");
  }

  /**
   * The order of a BLEU metric of either variant.
   *
   * @param metricId such as {@code bleu-4-bp}
   * @return 4 for it; empty for another metric
   */
  public static OptionalInt bleuOrder(String metricId) {
    for (int order = 1; order <= BleuCounts.ORDERS; order++) {
      if (metricId.equals(bleuId(order, false)) || metricId.equals(bleuId(order, true))) {
        return OptionalInt.of(order);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Whether a metric is BLEU with brevity penalty.
   *
   * @param metricId such as {@code bleu-4-bp}
   * @return true for it
   */
  static boolean hasPenalty(String metricId) {
    return metricId.endsWith(PENALTY);
  }

  private static double value(Metric metric, BleuCounts sum, CaptionVariety variety) {
    OptionalInt order = bleuOrder(metric.id());
    if (order.isPresent()) {
      return Bleu.score(sum, order.getAsInt(), hasPenalty(metric.id()));
    }
    if (metric.equals(LENGTH)) {
      return variety.meanLength();
    }
    return 100 * (metric.equals(DISTINCT) ? variety.distinctShare() : variety.seenShare());
  }

  private static Metric bleu(int order) {
    return new Metric(bleuId(order, false), "BLEU-" + order, "", Direction.HIGHER_IS_BETTER);
  }

  private static Metric penalised(int order) {
    return new Metric(
        bleuId(order, true),
        "BLEU-" + order + " with brevity penalty",
        "",
        Direction.HIGHER_IS_BETTER);
  }
}
