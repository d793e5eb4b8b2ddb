package org.dsd4j.reproductions.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.Allocation;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.LayerSpec;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.setting.Setting;

/** Writes down what an arm of a row is. */
public final class RunSpecFactory {
  /** No deviation from the paper, which says nothing of it: among the settings alone. */
  private static final String KERNELS = "kernels";

  private final Row row;
  private final Experiment experiment;
  private final RunOptions options;
  private final List<LayerSpec> layers;
  private final long stepsPerEpoch;

  /**
   * Takes what all arms of a row share.
   *
   * @param row the row
   * @param experiment the row at its scale
   * @param options how it is run
   * @param parameters the parameters of the initialised network
   */
  public RunSpecFactory(
      Row row, Experiment experiment, RunOptions options, NetworkParameters parameters) {
    this.row = row;
    this.experiment = experiment;
    this.options = options;
    this.layers = layers(parameters, experiment.plan());
    this.stepsPerEpoch = experiment.training(0).stepsPerEpoch();
  }

  /**
   * Returns the layers of the network as the row treats them.
   *
   * @return the parameters that train, in the order of the network
   */
  public List<LayerSpec> layers() {
    return layers;
  }

  /**
   * Writes down one arm of one seed.
   *
   * @param arm the arm
   * @param seed the seed
   * @return the specification, never null
   */
  public RunSpec spec(Arm arm, long seed) {
    return new RunSpec(
        row.id(),
        experiment.network(),
        experiment.domain(),
        experiment.dataset(),
        options.request().scale().id(),
        options.engine(),
        seed,
        arm.id(),
        settings(),
        phases(arm.plan()),
        experiment.metrics(),
        layers,
        deviations(),
        command("run", RunSettings.RUN));
  }

  /**
   * Returns every setting that decides what is computed and is not in the plan. A usual value, such
   * as single precision, is none, so that runs without the choice and runs that chose it are the
   * same.
   *
   * @return the settings of the experiment and of how it is run, by name
   */
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>(experiment.settings());
    unusual().forEach(setting -> settings.put(recorded(setting).name(), text(setting)));
    options.pinned().ifPresent(pinned -> settings.put(KERNELS, pinned.words(options.threads())));
    return settings;
  }

  /**
   * Returns every departure from the paper.
   *
   * @return those of the experiment and of how it is run
   */
  public List<Deviation> deviations() {
    List<Deviation> deviations = new ArrayList<>(experiment.deviations());
    for (Setting<?> setting : unusual()) {
      deviations.add(
          new Deviation(
              recorded(setting).name(),
              recorded(setting).paper(),
              text(setting),
              "asked for with " + setting.option() + " " + text(setting)));
    }
    return deviations;
  }

  /** The settings that records have to name, and that are not as usual. */
  private List<Setting<?>> unusual() {
    return RunSettings.RUN.stream()
        .filter(setting -> setting.recorded().isPresent())
        .filter(setting -> !options.settings().isUsual(setting))
        .toList();
  }

  private static Setting.Recorded recorded(Setting<?> setting) {
    return setting.recorded().orElseThrow();
  }

  private <T> String text(Setting<T> setting) {
    return setting.text(options.settings().get(setting));
  }

  /**
   * Returns what the network computes in.
   *
   * @return the precision that was asked for
   */
  public Precision precision() {
    return options.request().precision();
  }

  /**
   * Writes down the phases of a plan.
   *
   * @param plan the plan
   * @return one entry a phase
   */
  public List<PhasePlan> phases(DsdPlan plan) {
    return plan.phases().stream().map(this::phase).toList();
  }

  private PhasePlan phase(Phase phase) {
    long steps = phase.budget().inSteps(stepsPerEpoch);
    return new PhasePlan(
        phase.name(),
        kind(phase),
        steps,
        (double) steps / stepsPerEpoch,
        phase.rate().base(),
        phase.rate().describe(),
        phase instanceof Phase.Sparse sparse ? overall(sparse.pruning()) : 0);
  }

  static String kind(Phase phase) {
    if (phase instanceof Phase.Sparse) {
      return PhasePlan.SPARSE;
    }
    return phase instanceof Phase.Redense ? PhasePlan.REDENSE : PhasePlan.DENSE;
  }

  /** The sparsity of the layers that are pruned; the largest one where they differ. */
  private static double overall(PruningPolicy policy) {
    Allocation allocation = policy.allocation();
    if (allocation instanceof Allocation.PerLayer perLayer) {
      return perLayer.sparsity().value();
    }
    if (allocation instanceof Allocation.Global global) {
      return global.sparsity().value();
    }
    return ((Allocation.Fixed) allocation)
        .byRule().values().stream().mapToDouble(Sparsity::value).max().orElse(0);
  }

  private static List<LayerSpec> layers(NetworkParameters parameters, DsdPlan plan) {
    Optional<PruningPolicy> policy = plan.firstSparsePhase().map(Phase.Sparse::pruning);
    List<LayerSpec> layers = new ArrayList<>();
    for (NamedParameter named : parameters.all()) {
      if (named.trains()) {
        List<Long> shape = java.util.Arrays.stream(named.shape()).boxed().toList();
        Optional<String> excluded =
            policy.isEmpty() ? Optional.of("nothing is pruned") : policy.get().exclusion(named);
        double target = policy.map(p -> p.target(named).value()).orElse(0.0);
        layers.add(
            new LayerSpec(
                named.path(),
                shape,
                named.count(),
                excluded.isEmpty(),
                target,
                excluded.orElse("")));
      }
    }
    return layers;
  }

  /** The command line that asks for this row. */
  String command(String verb, List<Setting<?>> declared) {
    return options.command(verb, row.id(), declared);
  }
}
