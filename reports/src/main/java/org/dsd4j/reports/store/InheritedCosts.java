package org.dsd4j.reports.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.PhaseCost;

/**
 * Holds what an arm inherits against what its siblings spent: an arm copies the costs of the arms
 * that it starts from, and a sibling that was run again since took about as long.
 */
final class InheritedCosts {
  private final Map<Key, Double> spent = new HashMap<>();
  private final List<String> problems;

  private InheritedCosts(List<String> problems) {
    this.problems = problems;
  }

  static InheritedCosts of(List<ArmRecord> arms, List<String> problems) {
    InheritedCosts costs = new InheritedCosts(problems);
    for (ArmRecord arm : arms) {
      arm.result()
          .map(ArmResult::spent)
          .orElse(List.of())
          .forEach(cost -> costs.spent.merge(Key.of(arm, cost.phase()), cost.seconds(), Math::max));
    }
    return costs;
  }

  /** The arm, without its result when that says what cannot be. */
  ArmRecord checked(ArmRecord arm) {
    Optional<PhaseCost> impossible =
        arm.result().map(ArmResult::inherited).orElse(List.of()).stream()
            .filter(cost -> isImpossible(arm, cost))
            .findFirst();
    if (impossible.isEmpty()) {
      return arm;
    }
    problems.add(
        arm.place().result()
            + " says what cannot be (it inherits "
            + impossible.get().seconds()
            + " seconds of phase "
            + impossible.get().phase()
            + ", which took "
            + spent.get(Key.of(arm, impossible.get().phase()))
            + "): it is left out, move that run away and it can be re-run");
    return new ArmRecord(
        arm.place(),
        arm.attempt(),
        arm.spec(),
        arm.environment(),
        arm.events(),
        Optional.empty(),
        arm.weights(),
        arm.manifest());
  }

  private boolean isImpossible(ArmRecord arm, PhaseCost cost) {
    Double other = spent.get(Key.of(arm, cost.phase()));
    return other != null && RecordCheck.isLonger(cost.seconds(), other);
  }

  /** A phase of a seed. */
  private record Key(SeedPath seed, String phase) {
    static Key of(ArmRecord arm, String phase) {
      return new Key(arm.place().seed(), phase);
    }
  }
}
