package org.dsd4j.api.pruning;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.dsd4j.api.Sparsity;

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
   * @param byPath the shares by parameter path
   */
  record Fixed(Map<String, Sparsity> byPath) implements Allocation {
    /** Copies the map, sorted by path. */
    public Fixed {
      byPath = Collections.unmodifiableMap(new TreeMap<>(byPath));
    }
  }
}
