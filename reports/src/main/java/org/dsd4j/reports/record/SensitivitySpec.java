package org.dsd4j.reports.record;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that decides what a sensitivity analysis computes: one baseline, pruned again and
 * again from the same weights, at several sparsities, all layers at once or one alone.
 *
 * @param row id of the paper's row, such as {@code vgg16}
 * @param network display name
 * @param dataset display name
 * @param scale {@code embedded}, {@code workstation} or {@code paper}
 * @param engine the engine's name
 * @param seed the seed of the baseline
 * @param baselineId {@link RunSpec#id()} of the baseline arm whose final weights are pruned
 * @param split the split that the figures are from, such as {@code validation}
 * @param metrics what is measured; the first is primary
 * @param sparsities shares of the pruned values, each in [0, 1), at least one; kept in ascending
 *     order. With 0 among them the report knows the error of the dense weights
 * @param layers parameter paths in network order; {@link #UNIFORM} first when it is measured
 * @param retrainSteps optimizer steps of the sparse phase after each pruning; 0 for none
 * @param settings every other setting that changes the result, by name
 * @param command the exact command to run this again; no part of any id
 */
public record SensitivitySpec(
    String row,
    String network,
    String dataset,
    String scale,
    String engine,
    long seed,
    String baselineId,
    String split,
    List<Metric> metrics,
    List<Double> sparsities,
    List<String> layers,
    long retrainSteps,
    SortedMap<String, String> settings,
    String command) {
  /** The pseudo layer "every prunable layer at the same sparsity", as the paper prunes. */
  public static final String UNIFORM = "uniform";

  /** Checks names and ranges, sorts the sparsities and copies the collections. */
  public SensitivitySpec {
    Problems problems = new Problems("sensitivity analysis of row '" + row + "'");
    problems.checkName("row", row);
    problems.checkName("scale", scale);
    problems.checkName("engine", engine);
    problems.checkText("network", network);
    problems.checkText("dataset", dataset);
    problems.checkText("baselineId", baselineId);
    problems.checkText("split", split);
    problems.check(seed >= 0, "seed must not be negative but was " + seed);
    problems.checkCount("retrainSteps", retrainSteps, RecordLimits.STEPS);
    problems.checkTexts("settings", settings);
    problems.checkPresent("command", command);
    checkList(problems, "metrics", metrics);
    checkList(problems, "layers", layers);
    if (checkList(problems, "sparsities", sparsities)) {
      sparsities.forEach(s -> checkSparsity(problems, s));
    }
    problems.throwIfAny();
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    metrics = List.copyOf(metrics);
    sparsities = sparsities.stream().sorted().toList();
    layers = List.copyOf(layers);
  }

  /** Such as {@link RunSpec#id()}: a hash of all components but {@code command}. */
  public String id() {
    return SpecHash.of(this, List.of("command"));
  }

  /**
   * The analysis by its baseline's seed and its {@link #id()}, as its files say whose they are.
   *
   * @return such as {@code embedded/resnet18/PyTorch/3/sensitivity 0123456789abcdef}
   */
  public String owner() {
    return String.join("/", scale, row, engine, Long.toString(seed), "sensitivity") + " " + id();
  }

  /**
   * What the seeds of one table have in common: as {@link #id()}, without {@code seed} and {@code
   * baselineId}.
   */
  public String configuration() {
    return SpecHash.of(this, List.of("command", "seed", "baselineId"));
  }

  /** The metric that the charts show. */
  public Metric primaryMetric() {
    return metrics.get(0);
  }

  /** Whether a sparse phase follows each pruning. */
  public boolean retrains() {
    return retrainSteps > 0;
  }

  private static boolean checkList(Problems problems, String field, List<?> values) {
    boolean usable =
        values != null && !values.isEmpty() && values.stream().allMatch(Objects::nonNull);
    problems.check(usable, field + " needs at least one entry and none that is missing");
    problems.check(
        !usable || new HashSet<>(values).size() == values.size(),
        field + " names something twice: " + values);
    return usable;
  }

  static void checkSparsity(Problems problems, double sparsity) {
    problems.check(
        sparsity >= 0 && sparsity < 1,
        "sparsity must be in [0, 1) but was " + sparsity + "; write 30 % as 0.30");
  }
}
