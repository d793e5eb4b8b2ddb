package org.dsd4j.djl.optimizer;

/** What happens to the optimizer's state of pruned weights. The paper does not say. */
public enum MaskedMomentum {
  /** It is zeroed with the mask and stays zero: a revived weight starts without momentum. */
  ZERO,
  /** It goes on as if the weight were there: a revived weight starts with the momentum it has. */
  KEEP
}
