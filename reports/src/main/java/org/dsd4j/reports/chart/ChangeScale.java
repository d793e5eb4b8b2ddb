package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.Paint;
import org.jfree.chart.renderer.PaintScale;

/**
 * Colours for changes: none at 0, then more and more of one colour for the worse and of another for
 * the better. They are translucent, so that they stand on a light page and on a dark one. Depth
 * follows the square root, because the small changes are the ones to tell apart.
 *
 * @param best the lowest change that is shown, at most 0
 * @param worst the highest one, above {@code best}
 */
record ChangeScale(double best, double worst) implements PaintScale {
  private static final int OPAQUE = 255;

  @Override
  public double getLowerBound() {
    return best;
  }

  @Override
  public double getUpperBound() {
    return worst;
  }

  @Override
  public Paint getPaint(double change) {
    Color colour = change > 0 ? ChartStyle.VERMILLION : ChartStyle.BLUE;
    double depth = Math.sqrt(Math.min(1, Math.abs(change) / Math.max(worst, -best)));
    return ChartStyle.translucent(colour, (int) Math.round(OPAQUE * depth));
  }
}
