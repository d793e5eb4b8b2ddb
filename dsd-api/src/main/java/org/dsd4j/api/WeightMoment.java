package org.dsd4j.api;

/**
 * The five moments at which the paper's Figure 2 shows the weights of a layer.
 *
 * @see <a href="https://arxiv.org/abs/1607.04381">Figure 2</a>
 */
public enum WeightMoment {
  /** (a) After the dense phase, before pruning. */
  DENSE,
  /** (b) Just pruned, before any sparse step. */
  PRUNED,
  /** (c) After the sparse phase. */
  SPARSE,
  /** (d) The masks are lifted: pruned weights are zero, no re-dense step has been taken. */
  REDENSE,
  /** (e) After the re-dense phase. */
  FINAL
}
