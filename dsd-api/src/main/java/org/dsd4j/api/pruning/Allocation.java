package org.dsd4j.api.pruning;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How sparsity is shared between the parameters that are pruned. */
public sealed interface Allocation
    permits Allocation.PerLayer, Allocation.Global, Allocation.Fixed {
  /**
   * Every parameter is pruned by the same share, as the paper does.
   *
   * @param sparsity the share
   */
  record PerLayer(Sparsity sparsity) implements Allocation {}

  /**
   * One threshold over all parameters together: the share holds for their sum, not for each.
   *
   * @param sparsity the share
   */
  record Global(Sparsity sparsity) implements Allocation {}

  /**
   * A share for each parameter; those not named are not pruned.
   *
   * @param byRule the shares by path, pattern or kind, see {@link ParameterSelector}
   */
  record Fixed(Map<String, Sparsity> byRule) implements Allocation {
    /** Copies the map, sorted by rule. */
    public Fixed {
      byRule.keySet().forEach(ParameterSelector::of);
      byRule = Collections.unmodifiableMap(new TreeMap<>(byRule));
    }

    /** Returns the rule that applies to a parameter: the most specific of those that match it. */
    Optional<ParameterSelector> rule(Prunable parameter) {
      return mostSpecific(parameter).stream().findFirst().map(ParameterSelector::of);
    }

    /** Returns the most specific rules that match a parameter, in alphabetical order. */
    List<String> mostSpecific(Prunable parameter) {
      Map<Integer, List<String>> bySpecificity =
          byRule.keySet().stream()
              .filter(rule -> ParameterSelector.of(rule).matches(parameter))
              .collect(groupingBy(rule -> ParameterSelector.of(rule).specificity()));
      return bySpecificity.entrySet().stream()
          .max(Map.Entry.comparingByKey())
          .map(Map.Entry::getValue)
          .orElse(List.of());
    }
  }
}
