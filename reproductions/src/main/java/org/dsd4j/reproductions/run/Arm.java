package org.dsd4j.reproductions.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reproductions.row.UsageException;

/**
 * One arm of a comparison: it goes on where another arm ended, so that all arms of a seed share one
 * dense phase.
 *
 * @param id the name, such as {@code dsd}
 * @param parent the arm whose end this one starts from; empty for the baseline
 * @param plan the whole way from the first dense phase
 * @param firstPhase the index of the first phase that is this arm's own
 */
public record Arm(String id, Optional<String> parent, DsdPlan plan, int firstPhase) {
  private static final double LOWER_RATE = 0.1;

  /**
   * Derives the arms from the plan of DSD: {@code baseline}, {@code sparse}, {@code dsd} (with a
   * number behind the name from the second turn of iterative DSD on), and the controls {@code
   * continued} and {@code llr}. Iterative DSD has {@code equal-epochs} besides, the baseline that
   * the paper compares it with.
   *
   * @param full the plan
   * @return the arms, each after its parent
   */
  public static List<Arm> of(DsdPlan full) {
    List<Arm> arms = new ArrayList<>();
    int dense = full.baseline().phases().size();
    arms.add(new Arm(Arms.BASELINE, Optional.empty(), full.baseline(), 0));
    String parent = Arms.BASELINE;
    for (int i = dense; i < full.phases().size(); i++) {
      int turn = (i - dense) / 2 + 1;
      String name = full.phases().get(i) instanceof Phase.Sparse ? Arms.SPARSE : Arms.DSD;
      String id = Arms.ofPass(name, turn);
      DsdPlan plan = new DsdPlan(full.phases().subList(0, i + 1));
      arms.add(new Arm(id, Optional.of(parent), plan, i));
      parent = id;
    }
    if (full.turns() > 1) {
      arms.add(new Arm(Arms.EQUAL_EPOCHS, Optional.of(Arms.BASELINE), full.equalEpochs(), dense));
    }
    arms.add(new Arm(Arms.CONTINUED, Optional.of(Arms.BASELINE), full.continued(), dense));
    arms.add(
        new Arm(Arms.LOWER_RATE, Optional.of(Arms.BASELINE), full.lowerRate(LOWER_RATE), dense));
    return arms;
  }

  /**
   * Selects arms and those that they start from.
   *
   * @param arms all arms
   * @param wanted the ids asked for; empty for all
   * @return the selection, in the order of {@code arms}
   * @throws UsageException when an id is unknown
   */
  public static List<Arm> select(List<Arm> arms, List<String> wanted) {
    if (wanted.isEmpty()) {
      return arms;
    }
    List<String> ids = arms.stream().map(Arm::id).toList();
    List<String> unknown = wanted.stream().filter(id -> !ids.contains(id)).toList();
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "there is no arm "
              + String.join(", ", unknown)
              + "; the arms are "
              + String.join(", ", ids));
    }
    Set<String> needed = new LinkedHashSet<>(wanted);
    // From the last to the first, so that a parent's own parent is found too.
    for (int i = arms.size() - 1; i >= 0; i--) {
      if (needed.contains(arms.get(i).id())) {
        arms.get(i).parent().ifPresent(needed::add);
      }
    }
    return arms.stream().filter(arm -> needed.contains(arm.id())).toList();
  }
}
