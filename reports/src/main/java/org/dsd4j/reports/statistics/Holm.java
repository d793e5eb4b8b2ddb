package org.dsd4j.reports.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction for several tests (Holm 1979). */
public final class Holm {
  private Holm() {}

  /**
   * Adjusts p values so that comparing each with α keeps the chance of any false discovery at α.
   *
   * @param p values in [0, 1]
   * @return the adjusted ones in the same order, never above 1 and never below the given ones
   */
  public static List<Double> adjust(List<Double> p) {
    int n = p.size();
    List<Integer> ascending =
        IntStream.range(0, n).boxed().sorted(Comparator.comparing(p::get)).toList();
    List<Double> adjusted = new ArrayList<>(Collections.nCopies(n, 1.0));
    double reached = 0;
    for (int rank = 0; rank < n; rank++) {
      int index = ascending.get(rank);
      reached = Math.max(reached, Math.min(1, (n - rank) * p.get(index)));
      adjusted.set(index, reached);
    }
    return adjusted;
  }
}
