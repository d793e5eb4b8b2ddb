package org.dsd4j.reports.compare;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dsd4j.reports.record.Event;

/**
 * How alike two runs of the same seed and arm start: their training losses over the first {@value
 * #FIRST} steps that the arm trains itself. Two engines round otherwise, so their losses part
 * slowly; losses that differ at the first step come from other data, weights or arithmetic.
 *
 * @param comparable number of steps whose loss both logs have, at most {@value #FIRST}; a line that
 *     is a mean over several steps counts once, and only where both mean over the same steps
 * @param largest the largest relative difference |a − b| / max(|a|, |b|) among them; 0 when there
 *     is none
 */
public record FirstLosses(int comparable, double largest) {
  /** Steps that are looked at. */
  public static final int FIRST = 20;

  static FirstLosses of(List<Event> a, List<Event> b) {
    NavigableMap<Long, Double> left = losses(a);
    NavigableMap<Long, Double> right = losses(b);
    int comparable = 0;
    double largest = 0;
    for (long step : left.keySet()) {
      Long before = left.lowerKey(step);
      boolean same =
          right.containsKey(step)
              && (before == null
                  ? right.lowerKey(step) == null
                  : before.equals(right.lowerKey(step)));
      if (same) {
        comparable++;
        largest = Math.max(largest, relative(left.get(step), right.get(step)));
      }
    }
    return new FirstLosses(comparable, largest);
  }

  private static NavigableMap<Long, Double> losses(List<Event> events) {
    long begin =
        events.stream()
            .filter(Event.Phase.class::isInstance)
            .mapToLong(event -> ((Event.Phase) event).globalStep())
            .min()
            .orElse(0);
    NavigableMap<Long, Double> losses = new TreeMap<>();
    for (Event event : events) {
      if (event instanceof Event.Step step && step.globalStep() <= begin + FIRST) {
        losses.put(step.globalStep(), step.loss());
      }
    }
    return losses;
  }

  /** Of two losses that are no numbers the same; of one such, infinitely far. */
  private static double relative(double a, double b) {
    if (Double.compare(a, b) == 0) {
      return 0;
    }
    double relative = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
    return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative;
  }
}
