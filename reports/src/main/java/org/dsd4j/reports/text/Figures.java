package org.dsd4j.reports.text;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.PairedComparison;
import org.dsd4j.reports.statistics.Summary;

/**
 * Numbers as text, rounded for display. Half rounds up; the sign is always a plain hyphen, and a
 * value that rounds to zero has none.
 */
public final class Figures {
  private Figures() {}

  /**
   * A figure with two decimals, or with four where it is smaller than 1.
   *
   * @param value the figure
   * @return such as {@code 25.31} or {@code 0.0421}
   */
  public static String value(double value) {
    return fixed(value, Math.abs(value) < 1 && value != 0 ? 4 : 2);
  }

  /**
   * A figure of a source, with as many decimals as the source has: one or two.
   *
   * @param value the figure
   * @return such as {@code 30.4} or {@code 30.43}
   */
  public static String claimed(double value) {
    String text = fixed(value, 2);
    return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * A difference with its sign.
   *
   * @param value the difference
   * @param scale a figure of the size of those it is a difference of; it chooses the decimals
   * @return such as {@code +1.21}
   */
  public static String difference(double value, double scale) {
    String text = fixed(value, decimals(scale));
    return value > 0 && !text.startsWith("-") && isNotZero(text) ? "+" + text : text;
  }

  /**
   * Mean and deviation.
   *
   * @param summary of an arm
   * @return such as {@code 25.31 ± 1.02}, without the second part for one seed
   */
  public static String meanAndDeviation(Summary summary) {
    int decimals = decimals(summary.mean());
    String mean = fixed(summary.mean(), decimals);
    OptionalDouble deviation = summary.deviation();
    return deviation.isEmpty() ? mean : mean + " ± " + fixed(deviation.getAsDouble(), decimals);
  }

  /**
   * An interval of differences.
   *
   * @param interval the interval, if there is one
   * @param scale as in {@link #difference}
   * @return such as {@code [-0.33, +2.75]}; a dash where there is none
   */
  public static String interval(Optional<Interval> interval, double scale) {
    return interval
        .map(i -> "[" + difference(i.low(), scale) + ", " + difference(i.high(), scale) + "]")
        .orElse("–");
  }

  /**
   * An interval of figures.
   *
   * @param interval the interval
   * @param scale a figure of the size of those between its ends; it chooses the decimals
   * @return such as {@code [15.90, 18.71]}
   */
  public static String range(Interval interval, double scale) {
    int decimals = decimals(scale);
    return "[" + fixed(interval.low(), decimals) + ", " + fixed(interval.high(), decimals) + "]";
  }

  /**
   * A mean gain with its interval.
   *
   * @param comparison the gains
   * @param scale as in {@link #difference}
   * @return such as {@code +1.21 [-0.33, +2.75]}, without the interval where there is none
   */
  public static String gain(PairedComparison comparison, double scale) {
    String mean = difference(comparison.mean(), scale);
    return comparison.interval().isEmpty()
        ? mean
        : mean + " " + interval(comparison.interval(), scale);
  }

  /**
   * A p value.
   *
   * @param p the value, if there is one
   * @return such as {@code 0.031} or {@code < 0.001}; a dash where there is none
   */
  public static String p(OptionalDouble p) {
    if (p.isEmpty()) {
      return "–";
    }
    return p.getAsDouble() < 0.001 ? "< 0.001" : fixed(p.getAsDouble(), 3);
  }

  /**
   * A number of any size in as few digits as it needs, at most four decimals.
   *
   * @param value such as a learning rate
   * @return such as {@code 16} or {@code 1.25}
   */
  public static String shortest(double value) {
    return trimmed(value, 4);
  }

  /**
   * A number of epochs, which follows from a number of steps and need not be round.
   *
   * @param epochs the number
   * @return such as {@code 16} or {@code 10.8}, at most two decimals
   */
  public static String epochs(double epochs) {
    return trimmed(epochs, 2);
  }

  private static String trimmed(double value, int decimals) {
    String text = fixed(value, decimals);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /**
   * A learning rate.
   *
   * @param rate the rate
   * @return such as {@code 0.01} or {@code 1e-5}
   */
  public static String rate(double rate) {
    if (rate == 0 || rate >= 0.0001) {
      return shortest(rate);
    }
    return String.format(Locale.ROOT, "%.2e", rate)
        .replaceFirst("\\.?0+e", "e")
        .replaceFirst("e-0", "e-");
  }

  /**
   * A whole number with thousands apart.
   *
   * @param value the number
   * @return such as {@code 11,689,512}
   */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * A share in percent with at most one decimal.
   *
   * @param share in [0, 1]
   * @return such as {@code 30 %}
   */
  public static String percent(double share) {
    String text = fixed(100 * share, 1);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }

  /**
   * A number with a fixed count of decimals.
   *
   * @param value the number
   * @param decimals how many, at least 0
   * @return such as {@code 0.50}; no sign where it rounds to zero
   */
  public static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.startsWith("-") && !isNotZero(text) ? text.substring(1) : text;
  }

  private static int decimals(double scale) {
    return Math.abs(scale) < 1 && scale != 0 ? 4 : 2;
  }

  private static boolean isNotZero(String text) {
    return text.chars().anyMatch(c -> c >= '1' && c <= '9');
  }
}
