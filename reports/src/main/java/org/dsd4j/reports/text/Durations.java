package org.dsd4j.reports.text;

import java.util.Locale;

/** Time spans as text, in their two largest units, the same in every output of the suite. */
public final class Durations {
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int HOURS_PER_DAY = 24;
  // Up to here hours are the usual unit: "36 h" says more than "1 d 12 h".
  private static final int MOST_HOURS = 72;

  private Durations() {}

  /**
   * A time span.
   *
   * @param seconds not negative
   * @return such as {@code 9.5 s}, {@code 3 min 20 s}, {@code 2 h 05 min} or {@code 12 d 07 h},
   *     rounded to the smaller unit
   * @throws IllegalArgumentException if it is negative, infinite or no number
   */
  public static String of(double seconds) {
    if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "seconds must be finite and at least 0 but was " + seconds);
    }
    // Just under a minute, one decimal would say "60.0 s".
    if (seconds < SECONDS_PER_MINUTE - 0.05) {
      return Figures.fixed(seconds, 1) + " s";
    }
    long whole = Math.round(seconds);
    if (whole < SECONDS_PER_HOUR) {
      return text("%d min %02d s", whole, SECONDS_PER_MINUTE);
    }
    long minutes = Math.round(seconds / SECONDS_PER_MINUTE);
    if (minutes < (long) MOST_HOURS * MINUTES_PER_HOUR) {
      return text("%d h %02d min", minutes, MINUTES_PER_HOUR);
    }
    return text("%d d %02d h", Math.round(seconds / SECONDS_PER_HOUR), HOURS_PER_DAY);
  }

  private static String text(String form, long small, int smallPerLarge) {
    return String.format(Locale.ROOT, form, small / smallPerLarge, small % smallPerLarge);
  }
}
