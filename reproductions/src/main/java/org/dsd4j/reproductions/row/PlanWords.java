package org.dsd4j.reproductions.row;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.Allocation;

/** Describes a plan in words, so that two plans can be compared setting by setting. */
public final class PlanWords {
  private PlanWords() {}

  /**
   * Describes the lengths of the phases.
   *
   * @param plan the plan
   * @param batch the examples in a batch
   * @return such as {@code 60 dense, 11 sparse, 22 redense}
   */
  public static String epochs(DsdPlan plan, int batch) {
    return plan.phases().stream()
        .map(phase -> budget(phase.budget(), batch) + " " + phase.name())
        .collect(Collectors.joining(", "));
  }

  private static String budget(Budget budget, int batch) {
    if (budget instanceof Budget.Epochs epochs) {
      return decimal(epochs.value());
    }
    long steps = ((Budget.Steps) budget).value();
    if (steps == 0) {
      return "0 (given)";
    }
    return String.format(Locale.ROOT, "%,d steps of %d", steps, batch);
  }

  /**
   * Describes the learning rates of the phases and their decay.
   *
   * @param plan the plan
   * @return such as {@code 0.1, 0.01, 0.001; constant}
   */
  public static String rates(DsdPlan plan) {
    List<Phase> phases = plan.phases();
    List<String> decays = phases.stream().map(phase -> phase.rate().describe()).distinct().toList();
    if (decays.size() == 1) {
      String bases =
          phases.stream()
              .map(phase -> decimal(phase.rate().base()))
              .collect(Collectors.joining(", "));
      return bases + "; " + decays.get(0);
    }
    return phases.stream()
        .map(phase -> decimal(phase.rate().base()) + " (" + phase.rate().describe() + ")")
        .collect(Collectors.joining(", "));
  }

  /**
   * Describes how much the sparse phases prune.
   *
   * @param plan the plan
   * @return such as {@code 30 % of each layer}
   */
  public static String sparsity(DsdPlan plan) {
    return plan.phases().stream()
        .filter(Phase.Sparse.class::isInstance)
        .map(phase -> ((Phase.Sparse) phase).pruning().allocation())
        .map(
            allocation ->
                allocation instanceof Allocation.PerLayer perLayer
                    ? perLayer.sparsity() + " of each layer"
                    : allocation.toString())
        .collect(Collectors.joining(", "));
  }

  /**
   * Writes a number with at most four digits.
   *
   * @param value the number
   * @return such as {@code 0.0005}, without an exponent
   */
  public static String decimal(double value) {
    return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
