package org.dsd4j.datasets.drawing;

import java.util.List;
import java.util.Locale;

/**
 * Outlines around the origin, all with an area of about 2.2 so that size does not distinguish them.
 */
public enum Shape {
  /** A full circle. */
  DISC {
    @Override
    public boolean covers(double u, double v) {
      return u * u + v * v < 0.7;
    }
  },
  /** A square. */
  SQUARE {
    @Override
    public boolean covers(double u, double v) {
      return Math.abs(u) < 0.74 && Math.abs(v) < 0.74;
    }
  },
  /** A triangle of equal sides, around its centre. */
  TRIANGLE {
    @Override
    public boolean covers(double u, double v) {
      double slope = 1.7320508075688772;
      return v > -0.65 && v + slope * u < 1.3 && v - slope * u < 1.3;
    }
  },
  /** A plus sign. */
  CROSS {
    @Override
    public boolean covers(double u, double v) {
      double a = Math.abs(u);
      double b = Math.abs(v);
      return (a < 0.33 && b < 1) || (b < 0.33 && a < 1);
    }
  },
  /** Two lobes that touch in the middle: an hour-glass. */
  HOURGLASS {
    @Override
    public boolean covers(double u, double v) {
      double a = Math.abs(v);
      return a < 1 && Math.abs(u) < 0.12 + 0.86 * a;
    }
  };

  /**
   * Whether a point lies inside.
   *
   * @param u to the right of the centre
   * @param v below the centre
   * @return whether it does
   */
  public abstract boolean covers(double u, double v);

  /** All of them; classes are numbered by this order. */
  public static final List<Shape> ALL = List.of(values());

  /**
   * The name in lower case.
   *
   * @return such as {@code disc}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
