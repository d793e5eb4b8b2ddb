package org.dsd4j.reports.record;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that decides what a run computes. Two runs with the same {@link #id()} do the same
 * work; two runs with the same {@link #configuration()} differ in seed or arm only and may stand in
 * one table.
 *
 * @param row id of the paper's row, such as {@code resnet18}
 * @param network display name, such as {@code ResNet-18, width 1/4}
 * @param domain such as {@code images}
 * @param dataset display name
 * @param scale {@code embedded}, {@code workstation} or {@code paper}
 * @param engine the engine's name
 * @param seed the seed of this run; runs with equal seeds are paired
 * @param arm such as {@code baseline}, {@code sparse}, {@code dsd}, {@code continued}, {@code llr}
 * @param settings every other setting that changes the result, by name
 * @param plan the whole path from the first dense phase to this arm's end; event indices point into
 *     it
 * @param metrics what is measured; the first is primary and decides the verdict
 * @param layers the network's parameters as the row's sparse phase treats them, the same in all
 *     arms
 * @param deviations where the row departs from the paper
 * @param command the exact command to run this again; no part of any id
 */
public record RunSpec(
    String row,
    String network,
    String domain,
    String dataset,
    String scale,
    String engine,
    long seed,
    String arm,
    SortedMap<String, String> settings,
    List<PhasePlan> plan,
    List<Metric> metrics,
    List<LayerSpec> layers,
    List<Deviation> deviations,
    String command) {
  /**
   * Name of the setting that names the file from which the first phase took its weights. A row that
   * draws its weights has no such setting.
   */
  public static final String INITIAL_WEIGHTS = "initial weights";

  /** Checks names and copies the collections. */
  public RunSpec {
    Problems problems = new Problems("run specification of row '" + row + "', arm '" + arm + "'");
    problems.checkName("row", row);
    problems.checkName("scale", scale);
    problems.checkName("engine", engine);
    problems.checkName("arm", arm);
    problems.checkText("network", network);
    problems.checkText("domain", domain);
    problems.checkText("dataset", dataset);
    problems.check(seed >= 0, "seed must not be negative but was " + seed);
    problems.checkTexts("settings", settings);
    problems.checkPresent("layers", layers);
    problems.checkPresent("deviations", deviations);
    problems.checkPresent("command", command);
    problems.check(plan != null && !plan.isEmpty(), "plan needs at least one phase");
    problems.check(
        plan == null || plan.size() <= RecordLimits.PHASES,
        "plan may have at most " + RecordLimits.PHASES + " phases");
    problems.check(metrics != null && !metrics.isEmpty(), "metrics needs at least one metric");
    problems.throwIfAny();
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    plan = List.copyOf(plan);
    metrics = List.copyOf(metrics);
    layers = List.copyOf(layers);
    deviations = List.copyOf(deviations);
  }

  /**
   * The run's identity: the first 16 hexadecimal digits of the SHA-256 of this specification as
   * sorted JSON, without {@code command}.
   */
  public String id() {
    return SpecHash.of(this, List.of("command"));
  }

  /**
   * The run by its place in a store and its {@link #id()}, as the files of a run say whose they
   * are.
   *
   * @return such as {@code embedded/resnet18/PyTorch/3/dsd 0123456789abcdef}
   */
  public String owner() {
    return String.join("/", scale, row, engine, Long.toString(seed), arm) + " " + id();
  }

  /**
   * What the seeds and arms of one table have in common: as {@link #id()}, without {@code seed},
   * {@code arm} and {@code plan}. A setting that moves the plan, such as a factor on the epochs,
   * therefore has to stand in {@code settings} too.
   */
  public String configuration() {
    return SpecHash.of(this, List.of("command", "seed", "arm", "plan"));
  }

  /** The metric that decides the verdict. */
  public Metric primaryMetric() {
    return metrics.get(0);
  }
}
