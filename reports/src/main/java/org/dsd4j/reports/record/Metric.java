package org.dsd4j.reports.record;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A figure's meaning: its unit and its direction travel with it.
 *
 * @param id stable name in files, such as {@code top1-error}
 * @param label display name, such as {@code top-1 error}
 * @param unit such as {@code %}; empty when the figure has none
 * @param direction which way is better
 */
public record Metric(String id, String label, String unit, Direction direction) {
  private static final double PERCENT = 100;
  // A share is a quotient, or a power of some, and is rounded.
  private static final double ROUNDING = 1e-6;
  // Rates of which one part, the insertions, has no bound.
  private static final Pattern PER_WORD = Pattern.compile("(wer|cer|insertions)(-.*)?");
  private static final Pattern BLEU = Pattern.compile("bleu-\\d.*");
  // Shares that are not judged; another neutral figure in percent may be a change of either sign.
  private static final Pattern SHARE =
      Pattern.compile("(substitutions|deletions|distinct-captions|seen-captions)(-.*)?");

  /** Checks the names. */
  public Metric {
    Problems problems = new Problems("metric");
    problems.checkName("id", id);
    problems.checkText("label", label);
    problems.checkPresent("unit", unit);
    problems.checkPresent("direction", direction);
    problems.throwIfAny();
  }

  /**
   * Whether a value can have been measured. What is in {@code %} and judged is a share in [0, 100],
   * as is BLEU, whose scores have no unit; rates of mistakes per word or letter may be above 100,
   * since what was added counts as a mistake too. Other figures can have any size up to {@link
   * RecordLimits#FIGURE}.
   *
   * @param value a value of this metric
   * @return what is wrong with it; empty for a possible one
   */
  public Optional<String> impossible(double value) {
    double size = Math.abs(value);
    if (!(size <= RecordLimits.FIGURE) || (size > 0 && size < RecordLimits.LEAST_FIGURE)) {
      return Optional.of(labelWithUnit() + " is no number that can be measured: " + value);
    }
    if (value < 0 && isPositive()) {
      return Optional.of(labelWithUnit() + " must not be negative but was " + value);
    }
    return value > PERCENT + ROUNDING && isShare()
        ? Optional.of(labelWithUnit() + " must not be above 100 but was " + value)
        : Optional.empty();
  }

  private boolean isPositive() {
    return isShare() || PER_WORD.matcher(id).matches() || unit.equals("words");
  }

  private boolean isShare() {
    boolean inPercent = unit.equals("%") && !PER_WORD.matcher(id).matches();
    return BLEU.matcher(id).matches()
        || (inPercent && (direction.judges() || SHARE.matcher(id).matches()));
  }

  /** The label with its unit: {@code top-1 error (%)}. */
  public String labelWithUnit() {
    return unit.isEmpty() ? label : label + " (" + unit + ")";
  }
}
