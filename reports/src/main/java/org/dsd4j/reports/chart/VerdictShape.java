package org.dsd4j.reports.chart;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.dsd4j.reports.statistics.Verdict;

/** A shape for each verdict, so that none is shown by its colour alone. */
final class VerdictShape {
  /** The mark that has no verdict of its own. */
  static final Shape BAR = new Rectangle2D.Double(-1.5, -6, 3, 12);

  private static final double R = 6.5;

  private VerdictShape() {}

  static Shape of(Verdict.Kind verdict) {
    return switch (verdict) {
      case REPLICATED -> polygon(0, -R - 1, R + 1, 0, 0, R + 1, -R - 1, 0);
      case DIRECTION_ONLY -> polygon(-R, -R, R, 0, -R, R);
      case WORSE -> polygon(R, -R, -R, 0, R, R);
      case DIVERGED -> new Rectangle2D.Double(-R + 1, -R + 1, 2 * R - 2, 2 * R - 2);
      case NO_GAIN, NOT_RUN, NOT_JUDGED ->
          new Ellipse2D.Double(-R + 1, -R + 1, 2 * R - 2, 2 * R - 2);
    };
  }

  /** An empty mark decides nothing. */
  static boolean isFilled(Verdict.Kind verdict) {
    return switch (verdict) {
      case REPLICATED, DIRECTION_ONLY, WORSE, NO_GAIN -> true;
      case DIVERGED, NOT_RUN, NOT_JUDGED -> false;
    };
  }

  private static Path2D polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }
}
