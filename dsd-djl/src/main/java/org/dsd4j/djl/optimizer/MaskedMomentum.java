package org.dsd4j.djl.optimizer;

/** What happens to the optimizer's state of pruned weights. The paper does not say. */
public enum MaskedMomentum {
  /**
   * It is set to zero with the mask and stays zero: when the mask is lifted, the weight starts
   * without momentum.
   */
  ZERO,
  /**
   * It is updated as if the weight were not pruned: when the mask is lifted, the weight starts with
   * the momentum of that time.
   */
  KEEP
}
