package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Setting.Effect;

/** The settings that say how rows are run, read through {@link RunOptions}. */
public final class RunSettings {
  /** The seeds, counted from 1, at least 1. */
  public static final Setting<Integer> SEEDS =
      atLeastOne("--seeds", Effect.EXECUTION, 3)
          .described("How many seeds, counted from 1; {usual} by default.")
          .saidAlways();

  /** The engine as DJL spells it. */
  public static final Setting<String> ENGINE =
      Setting.of("--engine", "NAME", Effect.RESULT, "PyTorch", String::strip, String::strip)
          .described("The engine that computes: {usual} by default; see dsd engines.");

  /** Where it computes. */
  public static final Setting<DeviceChoice> DEVICE =
      Setting.of(
              "--device",
              "NAME",
              Effect.EXECUTION,
              DeviceChoice.CPU,
              RunSettings::readDevice,
              DeviceChoice::name)
          .described(
              "Where it computes: cpu (default); gpu, gpu1 and so on; or auto, the first GPU if"
                  + " there is one. No GPU was at hand to try this on: see docs/engines.md.");

  /** The threads of one operation, at least 1. */
  public static final Setting<Integer> THREADS =
      atLeastOne("--threads", Effect.EXECUTION, Runtime.getRuntime().availableProcessors())
          .described("Threads of one operation; all cores by default.")
          .saidAlways();

  /** Whether the kernels are pinned that do not depend on the processor. */
  public static final Setting<Boolean> REPRODUCIBLE =
      Setting.flag("--reproducible", Effect.RESULT)
          .described(
              "Pin the kernels, so that every x86-64 processor with AVX2 computes the same bits"
                  + " with the same --threads; slower, see docs/performance.md.");

  /** The arms to run, with those that they start from; empty for all. */
  public static final Setting<List<String>> ARMS =
      Setting.joined(
              "--arms", "ARM", Effect.EXECUTION, List.<String>of(), String::strip, String::strip)
          .described("Which arms (baseline, sparse, dsd, continued, llr); all by default.");

  /** The store of runs. */
  public static final Setting<Path> OUT =
      Setting.of(
              "--out",
              "DIR",
              Effect.CALL,
              Path.of(StoreLayout.USUAL),
              Setting::readPath,
              Path::toString)
          .described("The store of runs; ./{usual} by default.");

  /** Where the report goes. */
  public static final Setting<Optional<Path>> REPORT =
      Setting.path("--report", "DIR", Effect.CALL)
          .described("Where the report goes; OUT/report by default.");

  /** Whether nothing is reported. */
  public static final Setting<Boolean> NO_REPORT =
      Setting.flag("--no-report", Effect.CALL)
          .described("Train only; dsd report makes the report.");

  /** Whether to start again in new folders. */
  public static final Setting<Boolean> FRESH =
      Setting.flag("--fresh", Effect.CALL)
          .described("Start again in new folders; nothing is overwritten.");

  /** Rows that run at the same time, at least 1. */
  public static final Setting<Integer> JOBS =
      atLeastOne("--jobs", Effect.CALL, 1)
          .described(
              "Rows that run at the same time, each in a process of its own; {usual} by default.");

  /** The time between checkpoints; none writes one after every step. */
  public static final Setting<Duration> CHECKPOINTS =
      Setting.of(
              "--checkpoint-seconds",
              "S",
              Effect.CALL,
              Duration.ofSeconds(30),
              text -> Duration.ofSeconds(Setting.readInt(text)),
              every -> Long.toString(every.toSeconds()))
          .where(
              every -> !every.isNegative(),
              every -> "must not be negative but was " + every.toSeconds())
          .described("The time between checkpoints, {usual} by default; 0 is after every step.");

  /** Where runs are shown besides. */
  public static final Setting<List<String>> LOG_TO =
      Setting.repeated("--log-to", "TARGET", Effect.CALL)
          .described(
              "Show the runs elsewhere too: tensorboard:DIR or mlflow:URI; may be repeated."
                  + " A target that fails is left out with a warning, and the runs go on.");

  /** Those that start an engine. */
  public static final List<Setting<?>> OF_ENGINE = List.of(ENGINE, DEVICE, THREADS, REPRODUCIBLE);

  /** Those of {@code dsd show}, in the order in which a command names them. */
  public static final List<Setting<?>> SHOW = joined(RowSettings.ALL, OF_ENGINE);

  /** Those of {@code dsd run}. */
  public static final List<Setting<?>> RUN =
      joined(
          List.of(RowSettings.SCALE, SEEDS),
          SHOW,
          List.of(ARMS, OUT, REPORT, NO_REPORT, FRESH, JOBS, CHECKPOINTS, LOG_TO));

  private RunSettings() {}

  /** One list after the other, each setting where it comes first. */
  @SafeVarargs
  static List<Setting<?>> joined(List<Setting<?>>... lists) {
    Set<Setting<?>> all = new LinkedHashSet<>();
    for (List<Setting<?>> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }

  private static Setting<Integer> atLeastOne(String option, Effect effect, int usual) {
    return Setting.of(option, "N", effect, usual, Setting::readInt, String::valueOf)
        .where(value -> value >= 1, value -> "must be at least 1 but was " + value);
  }

  private static DeviceChoice readDevice(String text) {
    String device = "device ";
    try {
      return new DeviceChoice(text.strip());
    } catch (IllegalArgumentException e) {
      // The option's name stands before it.
      throw new IllegalArgumentException(
          e.getMessage().startsWith(device)
              ? e.getMessage().substring(device.length())
              : e.getMessage(),
          e);
    }
  }
}
