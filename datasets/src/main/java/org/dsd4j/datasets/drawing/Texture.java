package org.dsd4j.datasets.drawing;

import java.util.List;
import java.util.Locale;

/** Two-colour patterns of the plane with a period of 1, or in all directions about 1. */
public enum Texture {
  /** No pattern. */
  PLAIN {
    @Override
    public boolean second(double s, double t) {
      return false;
    }
  },
  /** Parallel bands. */
  STRIPED {
    @Override
    public boolean second(double s, double t) {
      return s - Math.floor(s) < 0.5;
    }
  },
  /** A chess board. */
  CHECKED {
    @Override
    public boolean second(double s, double t) {
      return (s - Math.floor(s) < 0.5) == (t - Math.floor(t) < 0.5);
    }
  },
  /** Dots on a square grid. */
  DOTTED {
    @Override
    public boolean second(double s, double t) {
      double a = s - Math.floor(s) - 0.5;
      double b = t - Math.floor(t) - 0.5;
      return a * a + b * b < 0.105;
    }
  },
  /** Bands that bend around the origin. */
  RINGED {
    @Override
    public boolean second(double s, double t) {
      double r = Math.sqrt(s * s + t * t);
      return r - Math.floor(r) < 0.5;
    }
  };

  /**
   * Whether a point has the second colour.
   *
   * @param s along the texture
   * @param t across the texture
   * @return whether it has
   */
  public abstract boolean second(double s, double t);

  /** All of them; classes are numbered by this order. */
  public static final List<Texture> ALL = List.of(values());

  /**
   * The name in lower case.
   *
   * @return such as {@code striped}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
