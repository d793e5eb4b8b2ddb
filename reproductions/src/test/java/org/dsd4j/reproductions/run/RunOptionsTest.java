package org.dsd4j.reproductions.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Setting.Effect;
import org.dsd4j.reproductions.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a row's process is told, and a record says, of how it was run. */
final class RunOptionsTest {
  private static final int COMBINATIONS = 2000;

  /** Values besides the usual one, of every setting that there is. */
  private static final Map<Setting<?>, List<?>> VALUES = new LinkedHashMap<>();

  static {
    put(RowSettings.SCALE, List.of(Scale.WORKSTATION, Scale.PAPER));
    put(
        RowSettings.DATA,
        List.of(path("data"), path("my pictures, all"), path("--data"), path("it's")));
    put(RowSettings.EPOCHS_FACTOR, List.of(0.5, 1e-3, 1.0 / 3, 12345678.9));
    put(RowSettings.WIDTH, List.of(Optional.of(1), Optional.of(64)));
    put(RowSettings.INIT, List.of(path("/a/b.safetensors"), path("ä ö")));
    put(RowSettings.PICTURES, List.of(path("-")));
    put(RowSettings.BEAM, List.of(5));
    put(RowSettings.LANGUAGE_MODEL, List.of(path("lm.arpa")));
    put(RowSettings.PRECISION, List.of(Precision.DOUBLE));
    put(RowSettings.CACHE, List.of(path("the cache")));
    put(RunSettings.SEEDS, List.of(1, 100));
    put(RunSettings.ENGINE, List.of("MXNet"));
    put(RunSettings.DEVICE, List.of(new DeviceChoice("gpu1"), new DeviceChoice("auto")));
    put(RunSettings.THREADS, List.of(1, 1000));
    put(RunSettings.REPRODUCIBLE, List.of(true));
    put(RunSettings.ARMS, List.of(List.of("dsd"), List.of("sparse", "llr")));
    put(RunSettings.OUT, List.of(Path.of("out"), Path.of("a store")));
    put(RunSettings.REPORT, List.of(path("page")));
    put(RunSettings.NO_REPORT, List.of(true));
    put(RunSettings.FRESH, List.of(true));
    put(RunSettings.JOBS, List.of(2));
    put(RunSettings.CHECKPOINTS, List.of(Duration.ZERO, Duration.ofHours(2)));
    put(
        RunSettings.LOG_TO,
        List.of(List.of("mlflow:http://x:1/a,b"), List.of("tensorboard:a b", "-")));
    put(SensitivitySettings.POINTS, List.of(List.of(0.0, 0.1), List.of(1e-9, 0.3, 0.999)));
    put(SensitivitySettings.LAYERS, List.of(List.of("none"), List.of("conv1.weight", "fc.weight")));
    put(SensitivitySettings.NO_RETRAIN, List.of(true));
    put(SensitivitySettings.RETRAIN_FACTOR, List.of(Optional.of(0.25)));
  }

  static Stream<List<Setting<?>>> commands() {
    return Stream.of(RunSettings.RUN, RunSettings.SHOW, SensitivitySettings.ALL);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCombinationComesBackFromItsWords(List<Setting<?>> command) {
    command.forEach(setting -> assertTrue(VALUES.containsKey(setting), "no value of " + setting));
    Random random = new Random(1);
    for (int i = 0; i < COMBINATIONS; i++) {
      Settings settings = Settings.of(command);
      for (Setting<?> setting : command) {
        settings = random.nextBoolean() ? drawn(settings, setting, random) : settings;
      }
      List<String> words = settings.words(command, Effect.values());
      assertEquals(settings, Settings.parse(command, words), words::toString);
    }
  }

  @Test
  void whatChangesResultsIsInTheCommandThatARecordKeeps() {
    Settings usual = Settings.of(RunSettings.RUN).with(RunSettings.THREADS, 2);
    String plain = "dsd run x --scale embedded --seeds 3 --threads 2";
    assertEquals(plain, command(usual));
    for (Setting<?> setting : RunSettings.RUN) {
      boolean kept = !command(drawn(usual, setting, new Random(1))).equals(plain);
      assertEquals(setting.effect() != Effect.CALL, kept, setting.option());
    }
  }

  @Test
  void anEngineAndADeviceAreInThatCommand() {
    Settings settings =
        Settings.of(RunSettings.RUN)
            .with(RunSettings.ENGINE, "MXNet")
            .with(RunSettings.DEVICE, new DeviceChoice("gpu1"))
            .with(RunSettings.THREADS, 2)
            .with(RunSettings.ARMS, List.of("dsd"))
            .with(RowSettings.DATA, Optional.of(Path.of("my pictures")));
    assertEquals(
        "dsd run x --scale embedded --seeds 3 --data 'my pictures' --engine MXNet --device gpu1"
            + " --threads 2 --arms dsd",
        command(settings));
  }

  @Test
  void aProcessIsToldEverythingButToStartOthers() {
    Settings settings = Settings.of(RunSettings.RUN);
    for (Setting<?> setting : RunSettings.RUN) {
      settings = drawn(settings, setting, new Random(1));
    }
    List<String> words = new RunOptions(settings).wordsOfProcess("x");
    assertEquals(List.of("run", "x"), words.subList(0, 2));
    Settings there = Settings.parse(RunSettings.RUN, words.subList(2, words.size()));
    assertEquals(settings.with(RunSettings.JOBS, 1), there);
    assertTrue(there.get(RunSettings.NO_REPORT));
  }

  @Test
  void theCacheIsInTheStoreUnlessItIsElsewhere() {
    Settings settings = Settings.of(RunSettings.RUN).with(RunSettings.OUT, Path.of("store"));
    assertEquals(Path.of("store", "cache"), new RunOptions(settings).request().cache());
    Settings elsewhere = settings.with(RowSettings.CACHE, Optional.of(Path.of("c")));
    assertEquals(Path.of("c"), new RunOptions(elsewhere).request().cache());
  }

  @Test
  void noOptionIsDeclaredTwice() {
    commands()
        .forEach(
            command ->
                assertEquals(
                    command.size(), command.stream().map(Setting::option).distinct().count()));
    assertFalse(RunSettings.RUN.isEmpty());
  }

  private static String command(Settings settings) {
    return new RunOptions(settings).command("run", "x", RunSettings.RUN);
  }

  private static Optional<Path> path(String name) {
    return Optional.of(Path.of(name));
  }

  private static <T> void put(Setting<T> setting, List<T> values) {
    VALUES.put(setting, values);
  }

  @SuppressWarnings("unchecked")
  private static <T> Settings drawn(Settings settings, Setting<T> setting, Random random) {
    // Put there with the setting's own type.
    List<T> values = (List<T>) VALUES.get(setting);
    return settings.with(setting, values.get(random.nextInt(values.size())));
  }
}
