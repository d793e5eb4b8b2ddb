package org.dsd4j.reports.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rule, fixed before any run. It looks at all rows of one report at once, because testing many
 * rows makes a lucky one likely.
 *
 * <ol>
 *   <li>A run of baseline or DSD that diverged: {@code DIVERGED}.
 *   <li>Fewer than {@value #FEWEST_SEEDS} seeds with both: {@code NOT_RUN}. Fewer than {@value
 *       #ENOUGH_SEEDS}: a warning.
 *   <li><em>Better than the baseline</em>: the mean paired improvement is above 0 and its two-sided
 *       p ({@link PairedComparison#decisionP}), adjusted after Holm over the rows, is below {@value
 *       #ALPHA}. <em>Worse</em>: the same with a mean below 0, {@code WORSE}. Neither: {@code
 *       NO_GAIN}.
 *   <li><em>Better than the control too</em>: DSD must beat the control of equal budget that has
 *       the best mean. The claim "better than both" fails if either part fails, so its p is the
 *       larger of the two (an intersection–union test, which needs no correction for having two
 *       parts), adjusted after Holm over the rows that have a control. Below {@value #ALPHA} with a
 *       mean above 0: {@code REPLICATED}, else {@code DIRECTION_ONLY}.
 * </ol>
 */
public final class VerdictRule {
  /** The level of significance. */
  public static final double ALPHA = 0.05;

  /** With fewer seeds there is no spread and no verdict. */
  public static final int FEWEST_SEEDS = 2;

  /** With fewer seeds a verdict carries a warning. */
  public static final int ENOUGH_SEEDS = 5;

  private VerdictRule() {}

  /**
   * Decides every row of a family.
   *
   * @param family the rows that are reported together
   * @return their verdicts in the same order
   */
  public static List<Verdict> decide(List<Evidence> family) {
    List<OptionalDouble> baseline = adjust(family.stream().map(VerdictRule::baselineP).toList());
    List<OptionalDouble> both = adjust(family.stream().map(VerdictRule::bothP).toList());
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < family.size(); i++) {
      verdicts.add(decide(family.get(i), baseline.get(i), both.get(i)));
    }
    return verdicts;
  }

  private static OptionalDouble baselineP(Evidence row) {
    return testable(row) ? decisionP(row.toBaseline()) : OptionalDouble.empty();
  }

  private static OptionalDouble bothP(Evidence row) {
    OptionalDouble baseline = baselineP(row);
    OptionalDouble control = decisionP(row.toControl());
    return baseline.isPresent() && control.isPresent()
        ? OptionalDouble.of(Math.max(baseline.getAsDouble(), control.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble decisionP(Optional<PairedComparison> comparison) {
    return comparison.map(PairedComparison::decisionP).orElse(OptionalDouble.empty());
  }

  private static boolean testable(Evidence row) {
    return row.diverged().isEmpty() && seeds(row) >= FEWEST_SEEDS;
  }

  private static int seeds(Evidence row) {
    return row.toBaseline().map(PairedComparison::n).orElse(0);
  }

  /** Rows without a test take no part in the correction. */
  private static List<OptionalDouble> adjust(List<OptionalDouble> p) {
    List<Double> present =
        p.stream().filter(OptionalDouble::isPresent).map(OptionalDouble::getAsDouble).toList();
    List<Double> adjusted = Holm.adjust(present);
    List<OptionalDouble> all = new ArrayList<>();
    int next = 0;
    for (OptionalDouble value : p) {
      all.add(value.isPresent() ? OptionalDouble.of(adjusted.get(next++)) : OptionalDouble.empty());
    }
    return all;
  }

  private static Verdict decide(Evidence row, OptionalDouble baseline, OptionalDouble both) {
    if (!row.diverged().isEmpty()) {
      return new Verdict(Verdict.Kind.DIVERGED, row.diverged(), baseline, row.warnings());
    }
    if (!testable(row)) {
      return new Verdict(Verdict.Kind.NOT_RUN, whyNot(row), baseline, row.warnings());
    }
    double mean = row.toBaseline().orElseThrow().mean();
    boolean significant = baseline.orElse(1) < ALPHA;
    if (!significant || mean == 0) {
      return verdict(
          Verdict.Kind.NO_GAIN, row, baseline, "no difference to " + row.reference() + " is shown");
    }
    if (mean < 0) {
      return verdict(Verdict.Kind.WORSE, row, baseline, "worse than " + row.reference());
    }
    return better(row, baseline, both);
  }

  private static Verdict better(Evidence row, OptionalDouble baseline, OptionalDouble both) {
    if (both.isEmpty()) {
      return verdict(
          Verdict.Kind.DIRECTION_ONLY,
          row,
          baseline,
          "better than " + row.reference() + "; no control of equal budget to compare with");
    }
    boolean beaten = row.toControl().orElseThrow().mean() > 0 && both.getAsDouble() < ALPHA;
    String tail = String.format(Locale.ROOT, " (%s, %s)", row.control(), p(both.getAsDouble()));
    return beaten
        ? verdict(
            Verdict.Kind.REPLICATED,
            row,
            baseline,
            "better than " + row.reference() + " and than the best control of equal budget" + tail)
        : verdict(
            Verdict.Kind.DIRECTION_ONLY,
            row,
            baseline,
            "better than "
                + row.reference()
                + ", not shown better than the best control of equal budget"
                + tail);
  }

  private static Verdict verdict(
      Verdict.Kind kind, Evidence row, OptionalDouble baseline, String reason) {
    List<String> warnings = new ArrayList<>(row.warnings());
    if (seeds(row) < ENOUGH_SEEDS) {
      warnings.add(0, seeds(row) + " seeds: with fewer than 5 only a large effect can show");
    }
    String text =
        reason
            + "; against "
            + shortly(row.reference())
            + " "
            + p(baseline.orElse(1))
            + " after Holm";
    return new Verdict(kind, text, baseline, warnings);
  }

  /** The name without what explains it. */
  private static String shortly(String reference) {
    return reference.split(",", 2)[0];
  }

  private static String whyNot(Evidence row) {
    if (!row.missing().isEmpty()) {
      return row.missing();
    }
    int seeds = seeds(row);
    return seeds + (seeds == 1 ? " seed" : " seeds") + ": a verdict needs at least 2";
  }

  private static String p(double value) {
    return value < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", value);
  }
}
