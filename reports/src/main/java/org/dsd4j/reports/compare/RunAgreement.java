package org.dsd4j.reports.compare;

import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.store.ArmRecord;

/**
 * Two runs of the same seed and arm.
 *
 * @param seed the seed
 * @param arm the arm
 * @param figures whether all figures on the test split that both have are equal to the bit
 * @param weights whether the final weights have the same checksum
 * @param masks whether each mask keeps as many weights of each layer
 * @param losses the first training losses
 */
public record RunAgreement(
    long seed, String arm, Match figures, Match weights, Match masks, FirstLosses losses) {
  /** The answer to one question about two runs. */
  public enum Match {
    /** The same to the bit. */
    EQUAL("equal"),
    /** Not the same. */
    DIFFERENT("different"),
    /** One of them, or both, did not record it. */
    UNKNOWN("–");

    private final String label;

    Match(String label) {
      this.label = label;
    }

    /** The word that reports show. */
    public String label() {
      return label;
    }

    static Match of(boolean known, boolean equal) {
      return known ? (equal ? EQUAL : DIFFERENT) : UNKNOWN;
    }
  }

  static RunAgreement of(ArmRecord a, ArmRecord b) {
    return new RunAgreement(
        a.spec().seed(),
        a.spec().arm(),
        figures(a, b),
        weights(a, b),
        masks(a, b),
        FirstLosses.of(a.events(), b.events()));
  }

  /**
   * Whether the two runs cannot be distinguished: figures and final weights are equal, and so are
   * masks and first losses where they were recorded.
   */
  public boolean isEqualToTheBit() {
    return figures == Match.EQUAL
        && weights == Match.EQUAL
        && masks != Match.DIFFERENT
        && losses.largest() == 0;
  }

  private static Match figures(ArmRecord a, ArmRecord b) {
    Optional<Outcome.Measured> left = measured(a);
    Optional<Outcome.Measured> right = measured(b);
    if (left.isEmpty() || right.isEmpty()) {
      return Match.UNKNOWN;
    }
    List<String> common =
        left.get().metrics().keySet().stream().filter(right.get().metrics()::containsKey).toList();
    boolean equal =
        common.stream()
            .allMatch(id -> left.get().metrics().get(id).equals(right.get().metrics().get(id)));
    return Match.of(!common.isEmpty(), equal);
  }

  private static Optional<Outcome.Measured> measured(ArmRecord run) {
    return run.result()
        .map(ArmResult::outcome)
        .filter(Outcome.Measured.class::isInstance)
        .map(Outcome.Measured.class::cast);
  }

  private static Match weights(ArmRecord a, ArmRecord b) {
    String left = a.result().map(ArmResult::weightsSha256).orElse("");
    String right = b.result().map(ArmResult::weightsSha256).orElse("");
    return Match.of(!left.isEmpty() && !right.isEmpty(), left.equals(right));
  }

  private static Match masks(ArmRecord a, ArmRecord b) {
    List<List<Event.MaskedLayer>> left = masks(a);
    List<List<Event.MaskedLayer>> right = masks(b);
    return Match.of(!left.isEmpty() && !right.isEmpty(), left.equals(right));
  }

  private static List<List<Event.MaskedLayer>> masks(ArmRecord run) {
    return run.events().stream()
        .filter(Event.Masks.class::isInstance)
        .map(event -> ((Event.Masks) event).layers())
        .toList();
  }
}
