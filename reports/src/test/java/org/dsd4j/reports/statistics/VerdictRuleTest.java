package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictRuleTest {
  // Paired t test, scipy: p = 0.0002 and 0.069.
  private static final List<Double> CLEAR = List.of(1.0, 1.2, 0.9, 1.4, 1.1);
  private static final List<Double> UNCLEAR = List.of(1.1, 0.4, -0.2, 0.9, 1.6);

  @Test
  void betterThanBoth() {
    Verdict verdict = decide(evidence(CLEAR, CLEAR));
    assertEquals(Verdict.Kind.REPLICATED, verdict.kind());
    assertEquals(List.of(), verdict.warnings());
    assertTrue(verdict.reason().contains("llr"), verdict.reason());
  }

  @Test
  void betterThanTheBaselineAlone() {
    assertEquals(Verdict.Kind.DIRECTION_ONLY, decide(evidence(CLEAR, UNCLEAR)).kind());
    assertEquals(Verdict.Kind.DIRECTION_ONLY, decide(evidence(CLEAR, negated(CLEAR))).kind());
    Verdict without = decide(evidence(CLEAR, List.of()));
    assertEquals(Verdict.Kind.DIRECTION_ONLY, without.kind());
    assertTrue(without.reason().contains("no control of equal budget"), without.reason());
  }

  @Test
  void notShown() {
    assertEquals(Verdict.Kind.NO_GAIN, decide(evidence(UNCLEAR, CLEAR)).kind());
    assertEquals(Verdict.Kind.NO_GAIN, decide(evidence(List.of(0., 0., 0., 0., 0.), CLEAR)).kind());
  }

  @Test
  void worse() {
    assertEquals(Verdict.Kind.WORSE, decide(evidence(negated(CLEAR), CLEAR)).kind());
    assertEquals(Verdict.Kind.NO_GAIN, decide(evidence(negated(UNCLEAR), CLEAR)).kind());
  }

  @Test
  void tooFewSeeds() {
    Verdict one = decide(evidence(List.of(3.0), List.of(3.0)));
    assertEquals(Verdict.Kind.NOT_RUN, one.kind());
    assertEquals("1 seed: a verdict needs at least 2", one.reason());
    assertTrue(one.adjustedP().isEmpty());
    Verdict none = decide(evidence(List.of(), List.of()));
    assertEquals("0 seeds: a verdict needs at least 2", none.reason());
    Verdict missing =
        decide(
            new Evidence(
                Optional.empty(), "", Optional.empty(), "", "arm dsd was not run", List.of()));
    assertEquals(Verdict.Kind.NOT_RUN, missing.kind());
    assertEquals("arm dsd was not run", missing.reason());
  }

  @Test
  void fewSeedsCarryAWarning() {
    Verdict verdict = decide(evidence(List.of(1.0, 1.1, 1.05), List.of(1.0, 1.1, 1.05)));
    assertEquals(Verdict.Kind.REPLICATED, verdict.kind());
    assertTrue(verdict.warnings().get(0).startsWith("3 seeds"), verdict.warnings().toString());
  }

  /** The t test divides by zero here; from six equal differences on the sign test suffices. */
  @Test
  void equalDifferences() {
    List<Double> two = List.of(1., 1.);
    assertEquals(Verdict.Kind.NO_GAIN, decide(evidence(two, two)).kind());
    List<Double> six = List.of(1., 1., 1., 1., 1., 1.);
    assertEquals(Verdict.Kind.REPLICATED, decide(evidence(six, six)).kind());
  }

  @Test
  void divergenceComesFirst() {
    Evidence diverged =
        new Evidence(
            Optional.of(PairedComparison.of(CLEAR)),
            "llr",
            Optional.of(PairedComparison.of(CLEAR)),
            "dsd, seed 2, phase sparse, step 7: loss is NaN",
            "",
            List.of());
    Verdict verdict = decide(diverged);
    assertEquals(Verdict.Kind.DIVERGED, verdict.kind());
    assertTrue(verdict.reason().contains("step 7"));
  }

  /** p = 0.036 alone is below 0.05; as one of two rows it needs less than 0.025. */
  @Test
  void manyRowsMakeALuckyOneLikely() {
    List<Double> borderline = List.of(1.1, 0.4, 0.1, 0.9, 1.6);
    Evidence row = evidence(borderline, CLEAR);
    assertEquals(Verdict.Kind.REPLICATED, decide(row).kind());
    List<Verdict> two = VerdictRule.decide(List.of(row, evidence(UNCLEAR, CLEAR)));
    assertEquals(Verdict.Kind.NO_GAIN, two.get(0).kind());
    // A row without a test is no test.
    List<Verdict> with = VerdictRule.decide(List.of(row, evidence(List.of(1.0), List.of())));
    assertEquals(Verdict.Kind.REPLICATED, with.get(0).kind());
    assertEquals(Verdict.Kind.NOT_RUN, with.get(1).kind());
  }

  @Test
  void otherWarningsStay() {
    Evidence row =
        new Evidence(
            Optional.of(PairedComparison.of(CLEAR)),
            "llr",
            Optional.of(PairedComparison.of(CLEAR)),
            "",
            "",
            List.of("control continued diverged"));
    assertEquals(List.of("control continued diverged"), decide(row).warnings());
  }

  @Test
  void theReasonNamesTheReferenceAndTheProbability() {
    Evidence row =
        new Evidence(
            Optional.of(PairedComparison.of(UNCLEAR)),
            "llr",
            Optional.of(PairedComparison.of(CLEAR)),
            "",
            "",
            List.of());
    assertEquals(
        "no difference to "
            + row.reference()
            + " is shown; against the baseline p = 0.069 after Holm",
        decide(row).reason());
    assertEquals(
        "better than "
            + row.reference()
            + " and than the best control of equal budget (llr, p < 0.001); against the baseline"
            + " p < 0.001 after Holm",
        decide(evidence(CLEAR, CLEAR)).reason());
  }

  /** A control that DSD only just reaches is not beaten, however sure that is. */
  @Test
  void aControlThatIsAsGoodIsNotBeaten() {
    List<Double> equal = List.of(0.0, 0.0, 0.0, 0.0, 0.0);
    assertEquals(Verdict.Kind.DIRECTION_ONLY, decide(evidence(CLEAR, equal)).kind());
  }

  @Test
  void everyKindHasALabelOfItsOwn() {
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      assertEquals(kind.label().strip(), kind.label());
      assertTrue(kind.label().length() > 2, kind.name());
    }
    assertEquals(
        Verdict.Kind.values().length,
        Arrays.stream(Verdict.Kind.values()).map(Verdict.Kind::label).distinct().count());
  }

  private static Verdict decide(Evidence row) {
    return VerdictRule.decide(List.of(row)).get(0);
  }

  private static Evidence evidence(List<Double> baseline, List<Double> control) {
    return new Evidence(comparison(baseline), "llr", comparison(control), "", "", List.of());
  }

  private static Optional<PairedComparison> comparison(List<Double> differences) {
    return differences.isEmpty() ? Optional.empty() : Optional.of(PairedComparison.of(differences));
  }

  private static List<Double> negated(List<Double> values) {
    return values.stream().map(v -> -v).toList();
  }
}
