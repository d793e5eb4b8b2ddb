package org.dsd4j.reports.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Colours for changes: none at 0, then more and more of one colour for the worse and of another for
 * the better. They are translucent, so that they stand on a light page and on a dark one. Depth
 * follows the square root, because the small changes are the ones to tell apart.
 *
 * @param best the lowest change that is shown, at most 0
 * @param worst the highest one, at least 0
 */
record ChangeScale(double best, double worst) {
  private static final int OPAQUE = 255;
  private static final double[] ROUND = {5, 2, 1};
  private static final int MOST_STEPS = 6;

  Color colour(double change) {
    Color colour = change > 0 ? ChartStyle.VERMILLION : ChartStyle.BLUE;
    // Where nothing changes there is no largest change to divide by.
    double share = change == 0 ? 0 : Math.min(1, Math.abs(change) / Math.max(worst, -best));
    return ChartStyle.translucent(colour, (int) Math.round(OPAQUE * Math.sqrt(share)));
  }

  /** Round changes to show in a legend, ascending, 0 among them. */
  List<Double> steps() {
    List<Double> steps = new ArrayList<>();
    for (double step : round(Math.max(worst, -best))) {
      if (step <= -best) {
        steps.add(-step);
      }
    }
    steps.add(0.0);
    List<Double> worse = new ArrayList<>(round(Math.max(worst, -best)));
    worse.removeIf(step -> step > worst);
    worse.sort(null);
    steps.addAll(worse);
    return steps;
  }

  /** The largest numbers of the kind 1, 2, 5, 10 up to a limit, descending. */
  private static List<Double> round(double limit) {
    List<Double> steps = new ArrayList<>();
    if (limit <= 0) {
      return steps;
    }
    for (int power = (int) Math.floor(Math.log10(limit)); steps.size() < MOST_STEPS; power--) {
      for (double digit : ROUND) {
        double step = digit * Math.pow(10, power);
        if (step <= limit && steps.size() < MOST_STEPS) {
          steps.add(step);
        }
      }
    }
    return steps;
  }
}
