package org.dsd4j.api.pruning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which parameters are pruned, and how much.
 *
 * <p>Only weights are pruned. Biases and normalisations, of which the paper says nothing, and
 * frozen parameters never are. Rules exclude further parameters, each with a reason that reports
 * print. A rule names a parameter by its path, several by a pattern, or all of a kind, as {@link
 * ParameterSelector} reads it.
 *
 * <p>{@link #prune} calls {@link #check} first: a rule that matches nothing, or a policy that would
 * prune nothing, is refused, so that there is no sparse phase without masks.
 *
 * @param allocation how sparsity is shared
 * @param exclusions the excluded parameters: reason by rule
 */
public record PruningPolicy(Allocation allocation, Map<String, String> exclusions) {
  /** Copies the map and keeps its order. */
  public PruningPolicy {
    exclusions.keySet().forEach(ParameterSelector::of);
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
   * Prunes only the named parameters, each by its own share. Where several rules match a parameter,
   * a path takes precedence over a pattern, and a pattern over a kind.
   *
   * @param byRule the shares by path, pattern or kind
   * @return the policy, never null
   * @throws IllegalArgumentException when a rule cannot be read
   */
  public static PruningPolicy fixed(Map<String, Sparsity> byRule) {
    return new PruningPolicy(new Allocation.Fixed(byRule), Map.of());
  }

  /**
   * Returns the same policy without some parameters.
   *
   * @param rule the path of a parameter, a pattern such as {@code **.downsample.*}, or a kind
   * @param reason why, for example {@code first convolution (paper, section 3)}
   * @return the policy, never null
   * @throws IllegalArgumentException when the rule cannot be read
   */
  public PruningPolicy excluding(String rule, String reason) {
    Map<String, String> more = new LinkedHashMap<>(exclusions);
    more.put(rule, reason);
    return new PruningPolicy(allocation, more);
  }

  /**
   * Returns the same policy without the parameters of a kind.
   *
   * @param kind the kind
   * @param reason why
   * @return the policy, never null
   */
  public PruningPolicy excluding(ParameterKind kind, String reason) {
    return excluding(ParameterSelector.of(kind).toString(), reason);
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
    if (parameter.frozen()) {
      return Optional.of("frozen, never pruned");
    }
    if (allocation instanceof Allocation.Fixed fixed && fixed.rule(parameter).isEmpty()) {
      return Optional.of("not named by the policy");
    }
    return exclusions.entrySet().stream()
        .filter(entry -> ParameterSelector.of(entry.getKey()).matches(parameter))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Lists what is not pruned.
   *
   * @param parameters all parameters of the network, in its order
   * @return the reason by path, in the same order
   */
  public Map<String, String> excluded(List<? extends Prunable> parameters) {
    Map<String, String> reasons = new LinkedHashMap<>();
    parameters.forEach(
        parameter ->
            exclusion(parameter).ifPresent(reason -> reasons.put(parameter.path(), reason)));
    return Collections.unmodifiableMap(reasons);
  }

  /**
   * Returns the share that the policy prunes of a parameter. Under {@link Allocation.Global} the
   * share of a single parameter depends on the values of the weights; what is returned is the share
   * of all of them together.
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
    Allocation.Fixed fixed = (Allocation.Fixed) allocation;
    return fixed.byRule().get(fixed.rule(parameter).orElseThrow().toString());
  }

  /**
   * Checks whether the policy fits a network. It needs the shapes of the parameters and not their
   * values, so it can be called before anything is trained.
   *
   * @param parameters all parameters of the network, in its order
   * @throws IllegalArgumentException when a rule matches no parameter, or none that can be pruned;
   *     when two patterns give a parameter different shares; when a layer would keep no weight; or
   *     when nothing would be pruned; the message lists all problems
   */
  public void check(List<? extends Prunable> parameters) {
    List<String> problems = new PolicyCheck(this, parameters).problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the pruning policy does not fit the network: " + String.join("; ", problems));
    }
  }

  /**
   * Makes the masks: of the N weights of a layer (or of all layers together) exactly {@code round(N
   * * (1 - sparsity))} of largest magnitude are kept, ties by order of the network and index.
   *
   * @param parameters all parameters of the network, in its order
   * @return the masks of the pruned ones, in the same order
   * @throws IllegalArgumentException when the policy does not fit the network, see {@link #check},
   *     or one threshold for all layers would leave a layer without any weight
   * @throws ArithmeticException when a weight is NaN
   * @see <a href="https://arxiv.org/abs/1607.04381">Algorithm 1, "Initial Sparse Phase": S =
   *     sort(|W|), lambda = S_k, Mask = 1(|W| &gt; lambda)</a>
   */
  public MaskSet prune(List<? extends Prunable> parameters) {
    check(parameters);
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
      requireSomeOfEach(masks);
    } else {
      for (Prunable parameter : pruned) {
        long keep = target(parameter).kept(parameter.count());
        masks.put(parameter.path(), new TopMagnitude(List.of(parameter)).select(keep).get(0));
      }
    }
    return new MaskSet(masks);
  }

  private static void requireSomeOfEach(Map<String, Mask> masks) {
    List<String> empty =
        masks.entrySet().stream()
            .filter(entry -> entry.getValue().kept() == 0)
            .sorted(Comparator.comparing(Map.Entry::getKey))
            .map(entry -> entry.getKey() + " (" + entry.getValue().size() + " weights)")
            .toList();
    if (!empty.isEmpty()) {
      throw new IllegalArgumentException(
          "one threshold for all layers would keep no weight at all of "
              + String.join(", ", empty)
              + ": lower the sparsity, exclude them, or prune per layer");
    }
  }
}
