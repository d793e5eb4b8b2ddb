package org.dsd4j.api.pruning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds what is wrong with a policy for a network, by the names and shapes of its parameters. */
final class PolicyCheck {
  /** The most names that one message lists. */
  private static final int NAMES = 40;

  private final PruningPolicy policy;
  private final List<? extends Prunable> parameters;
  private final List<String> problems = new ArrayList<>();

  PolicyCheck(PruningPolicy policy, List<? extends Prunable> parameters) {
    this.policy = policy;
    this.parameters = parameters;
  }

  List<String> problems() {
    requireMatches();
    if (policy.allocation() instanceof Allocation.Fixed fixed) {
      fixed.byRule().keySet().forEach(this::requirePrunable);
      parameters.forEach(parameter -> requireOneShare(fixed, parameter));
    }
    if (problems.isEmpty()) {
      requireSomethingPruned();
      requireWeightsLeft();
    }
    return problems;
  }

  /** A rule that matches nothing is a typing error, or meant for another network. */
  private void requireMatches() {
    Set<String> unknown = new TreeSet<>(policy.exclusions().keySet());
    if (policy.allocation() instanceof Allocation.Fixed fixed) {
      unknown.addAll(fixed.byRule().keySet());
    }
    unknown.removeIf(rule -> parameters.stream().anyMatch(ParameterSelector.of(rule)::matches));
    if (!unknown.isEmpty()) {
      problems.add(
          "it has no parameter "
              + String.join(", ", unknown)
              + "; it has "
              + listed(parameters.stream().map(Prunable::path).toList()));
    }
  }

  private void requirePrunable(String rule) {
    List<? extends Prunable> meant =
        parameters.stream().filter(ParameterSelector.of(rule)::matches).toList();
    List<String> never =
        meant.stream()
            .filter(parameter -> parameter.kind() != ParameterKind.WEIGHT || parameter.frozen())
            .map(parameter -> parameter.path() + " (" + policy.exclusion(parameter).get() + ")")
            .toList();
    if (!meant.isEmpty() && never.size() == meant.size()) {
      problems.add("a sparsity is given for " + rule + ", which is " + listed(never));
    }
  }

  private void requireOneShare(Allocation.Fixed fixed, Prunable parameter) {
    List<String> rules = fixed.mostSpecific(parameter);
    long shares = rules.stream().map(fixed.byRule()::get).distinct().count();
    if (shares > 1) {
      problems.add(
          parameter.path() + " has different sparsities by " + String.join(" and ", rules));
    }
  }

  private void requireSomethingPruned() {
    Map<String, String> excluded = policy.excluded(parameters);
    if (excluded.size() == parameters.size()) {
      problems.add(
          parameters.isEmpty()
              ? "it has no parameters"
              : "nothing would be pruned: "
                  + listed(
                      excluded.entrySet().stream()
                          .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                          .toList()));
    }
  }

  private void requireWeightsLeft() {
    if (policy.allocation() instanceof Allocation.Global) {
      // How many weights a layer keeps depends on their values.
      return;
    }
    for (Prunable parameter : parameters) {
      Sparsity target = policy.target(parameter);
      if (policy.exclusion(parameter).isEmpty() && target.kept(parameter.count()) == 0) {
        problems.add(
            parameter.path()
                + " would keep none of its "
                + parameter.count()
                + " weights at sparsity "
                + target.value()
                + ": lower it or exclude the layer");
      }
    }
  }

  private static String listed(List<String> names) {
    if (names.size() <= NAMES) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, NAMES)) + " and " + (names.size() - NAMES) + " more";
  }
}
