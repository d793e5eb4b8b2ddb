package org.dsd4j.api.pruning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.dsd4j.api.Sparsity;

/**
 * Which parameters are pruned, and how much.
 *
 * <p>Weights are pruned; biases and normalisations never are, of which the paper says nothing.
 * Further parameters are excluded by path, with a reason that reports print.
 *
 * @param allocation how sparsity is shared
 * @param exclusions the excluded parameters: reason by path
 */
public record PruningPolicy(Allocation allocation, Map<String, String> exclusions) {
  /** Copies the map and keeps its order. */
  public PruningPolicy {
    exclusions = Collections.unmodifiableMap(new LinkedHashMap<>(exclusions));
  }

  /**
   * Prunes every weight parameter by the same share, as the paper does.
   *
   * @param sparsity the share
   * @return the policy, never null
   */
  public static PruningPolicy perLayer(Sparsity sparsity) {
    return new PruningPolicy(new Allocation.PerLayer(sparsity), Map.of());
  }

  /**
   * Prunes with one threshold over all weight parameters together.
   *
   * @param sparsity the share of their sum
   * @return the policy, never null
   */
  public static PruningPolicy global(Sparsity sparsity) {
    return new PruningPolicy(new Allocation.Global(sparsity), Map.of());
  }

  /**
   * Prunes the named parameters alone, each by its own share.
   *
   * @param byPath the shares by parameter path
   * @return the policy, never null
   */
  public static PruningPolicy fixed(Map<String, Sparsity> byPath) {
    return new PruningPolicy(new Allocation.Fixed(byPath), Map.of());
  }

  /**
   * Returns the same policy without one parameter.
   *
   * @param path the path of the parameter
   * @param reason why, for example {@code first convolution (paper, section 3)}
   * @return the policy, never null
   */
  public PruningPolicy excluding(String path, String reason) {
    Map<String, String> more = new LinkedHashMap<>(exclusions);
    more.put(path, reason);
    return new PruningPolicy(allocation, more);
  }

  /**
   * Says why a parameter is not pruned.
   *
   * @param parameter the parameter
   * @return the reason, or empty when it is pruned
   */
  public Optional<String> exclusion(Prunable parameter) {
    if (parameter.kind() != ParameterKind.WEIGHT) {
      return Optional.of(parameter.kind() + ", never pruned");
    }
    if (allocation instanceof Allocation.Fixed fixed
        && !fixed.byPath().containsKey(parameter.path())) {
      return Optional.of("not named by the policy");
    }
    return Optional.ofNullable(exclusions.get(parameter.path()));
  }

  /**
   * Returns the share that the policy aims at for a parameter that it prunes. Under {@link
   * Allocation.Global} the share of a single parameter comes out of the weights; this is the share
   * of them all.
   *
   * @param parameter the parameter
   * @return the share; {@link Sparsity#NONE} when the parameter is excluded
   */
  public Sparsity target(Prunable parameter) {
    if (exclusion(parameter).isPresent()) {
      return Sparsity.NONE;
    }
    if (allocation instanceof Allocation.PerLayer perLayer) {
      return perLayer.sparsity();
    }
    if (allocation instanceof Allocation.Global global) {
      return global.sparsity();
    }
    return ((Allocation.Fixed) allocation).byPath().get(parameter.path());
  }

  /**
   * Makes the masks: of the N weights of a layer (or of all layers together) exactly {@code round(N
   * * (1 - sparsity))} of largest magnitude are kept, ties by order of the network and index.
   *
   * @param parameters all parameters of the network, in its order
   * @return the masks of the pruned ones, in the same order
   * @throws IllegalArgumentException when the policy names parameters that the network lacks, all
   *     listed
   * @throws ArithmeticException when a weight is NaN
   * @see <a href="https://arxiv.org/abs/1607.04381">Algorithm 1, "Initial Sparse Phase": S =
   *     sort(|W|), lambda = S_k, Mask = 1(|W| &gt; lambda)</a>
   */
  public MaskSet prune(List<? extends Prunable> parameters) {
    requireKnown(parameters);
    List<Prunable> pruned = new ArrayList<>();
    for (Prunable parameter : parameters) {
      if (exclusion(parameter).isEmpty()) {
        pruned.add(parameter);
      }
    }
    Map<String, Mask> masks = new LinkedHashMap<>();
    if (allocation instanceof Allocation.Global global) {
      long all = pruned.stream().mapToLong(Prunable::count).sum();
      List<Mask> selected = new TopMagnitude(pruned).select(global.sparsity().kept(all));
      for (int i = 0; i < selected.size(); i++) {
        masks.put(pruned.get(i).path(), selected.get(i));
      }
    } else {
      for (Prunable parameter : pruned) {
        long keep = target(parameter).kept(parameter.count());
        masks.put(parameter.path(), new TopMagnitude(List.of(parameter)).select(keep).get(0));
      }
    }
    return new MaskSet(masks);
  }

  private void requireKnown(List<? extends Prunable> parameters) {
    TreeSet<String> unknown = new TreeSet<>(exclusions.keySet());
    if (allocation instanceof Allocation.Fixed fixed) {
      unknown.addAll(fixed.byPath().keySet());
    }
    parameters.forEach(parameter -> unknown.remove(parameter.path()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the pruning policy names parameters that the network does not have: "
              + String.join(", ", unknown)
              + "; it has "
              + String.join(", ", parameters.stream().map(Prunable::path).toList()));
    }
  }
}
