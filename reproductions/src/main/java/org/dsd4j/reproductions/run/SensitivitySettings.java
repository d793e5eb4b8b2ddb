package org.dsd4j.reproductions.run;

import java.util.List;
import java.util.Optional;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Setting.Effect;

/** The settings of a sensitivity analysis, read through {@link SensitivityOptions}. */
public final class SensitivitySettings {
  /** The shares to prune. */
  public static final Setting<List<Double>> POINTS =
      Setting.joined(
              "--points",
              "S",
              Effect.RESULT,
              List.of(0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9),
              Setting::readDouble,
              String::valueOf)
          .described("The sparsities, at least 2; {usual} by default.")
          .saidAlways();

  /** The paths of the layers to prune alone, or {@code all}, or {@code none}. */
  public static final Setting<List<String>> LAYERS =
      Setting.joined(
              "--layers", "PATH", Effect.RESULT, List.of("all"), String::strip, String::strip)
          .described(
              "The layers to prune alone, besides all at once: all (default), none,"
                  + " or paths as dsd show prints them.");

  /** Whether nothing is trained after pruning. */
  public static final Setting<Boolean> NO_RETRAIN =
      Setting.flag("--no-retrain", Effect.RESULT)
          .described("Measure right after pruning alone, without the sparse phase.");

  /** What the budget of the sparse phase is multiplied with. */
  public static final Setting<Optional<Double>> RETRAIN_FACTOR =
      Setting.optional("--retrain-factor", "F", Effect.RESULT, Setting::readDouble, String::valueOf)
          .described("Multiplies the budget of the sparse phase; 0.5 halves it.");

  /** Those of {@code dsd sensitivity}, in the order in which a command names them. */
  public static final List<Setting<?>> ALL =
      RunSettings.joined(
          List.of(RowSettings.SCALE, RunSettings.SEEDS),
          RunSettings.SHOW,
          List.of(POINTS, LAYERS, NO_RETRAIN, RETRAIN_FACTOR),
          List.of(RunSettings.OUT, RunSettings.REPORT));

  private SensitivitySettings() {}
}
