package org.dsd4j.reproductions.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dsd4j.reports.record.LayerSpec;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.setting.Settings;

/**
 * What is asked of a sensitivity analysis.
 *
 * @param sparsities the shares to prune, each in [0, 1), at least two different ones; kept in
 *     ascending order, each once
 * @param layers the paths of the parameters to prune alone, besides all of them at once; empty for
 *     every one that the row prunes
 * @param retrainFactor what the budget of the row's sparse phase is multiplied with, greater than
 *     0; empty to measure right after pruning alone
 */
public record SensitivityOptions(
    List<Double> sparsities, Optional<List<String>> layers, OptionalDouble retrainFactor) {
  private static final int FEWEST_POINTS = 2;
  private static final List<String> NO_LAYER = List.of("none");

  /**
   * Checks the ranges.
   *
   * @throws UsageException with every problem
   */
  public SensitivityOptions {
    // Adding 0 turns -0 into 0, which would otherwise count as another share.
    sparsities = sparsities.stream().map(s -> s + 0.0).sorted().distinct().toList();
    layers = layers.map(paths -> paths.stream().distinct().toList());
    List<String> problems = new ArrayList<>();
    for (double sparsity : sparsities) {
      // Written so that NaN fails too.
      if (!(sparsity >= 0 && sparsity < 1)) {
        problems.add("--points must be in [0, 1) but one was " + sparsity + "; write 30 % as 0.30");
      }
    }
    if (sparsities.size() < FEWEST_POINTS) {
      problems.add(
          "--points needs at least 2 different sparsities for a curve but has "
              + sparsities.size()
              + "; for example 0,0.3,0.6");
    }
    double factor = retrainFactor.orElse(1);
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      problems.add(
          "--retrain-factor must be greater than 0 but was "
              + factor
              + "; 0.5 halves, --no-retrain leaves the sparse phase out");
    }
    if (!problems.isEmpty()) {
      throw new UsageException(String.join("; ", problems));
    }
  }

  /**
   * Reads the settings.
   *
   * @param settings those of {@link SensitivitySettings}
   * @return what is asked, never null
   * @throws UsageException with every problem
   */
  public static SensitivityOptions of(Settings settings) {
    Optional<Double> factor = settings.get(SensitivitySettings.RETRAIN_FACTOR);
    boolean withoutRetraining = settings.get(SensitivitySettings.NO_RETRAIN);
    if (withoutRetraining && factor.isPresent()) {
      throw new UsageException("give --retrain-factor or --no-retrain, not both");
    }
    return new SensitivityOptions(
        settings.get(SensitivitySettings.POINTS),
        paths(settings.get(SensitivitySettings.LAYERS)),
        withoutRetraining ? OptionalDouble.empty() : OptionalDouble.of(factor.orElse(1.0)));
  }

  private static Optional<List<String>> paths(List<String> named) {
    if (named.equals(SensitivitySettings.LAYERS.usual())) {
      return Optional.empty();
    }
    return Optional.of(named.equals(NO_LAYER) ? List.of() : named);
  }

  /**
   * Returns what is pruned, in the order of the network.
   *
   * @param prunable the paths that the row prunes
   * @return {@link SensitivitySpec#UNIFORM}, then the paths asked for
   * @throws UsageException when the row does not prune a path that is asked for, all named
   */
  List<String> layersOf(List<String> prunable) {
    List<String> wanted = layers.orElse(prunable);
    List<String> unknown = wanted.stream().filter(path -> !prunable.contains(path)).toList();
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "--layers names what the row does not prune: "
              + String.join(", ", unknown)
              + "; it prunes "
              + String.join(", ", prunable));
    }
    List<String> chosen = new ArrayList<>(List.of(SensitivitySpec.UNIFORM));
    prunable.stream().filter(wanted::contains).forEach(chosen::add);
    return chosen;
  }

  static List<String> prunable(List<LayerSpec> layers) {
    return layers.stream().filter(LayerSpec::prunable).map(LayerSpec::path).toList();
  }
}
