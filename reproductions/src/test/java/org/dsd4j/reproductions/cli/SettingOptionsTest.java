package org.dsd4j.reproductions.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.run.RunSettings;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Settings;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the command line makes of the declared settings. */
final class SettingOptionsTest {
  @Test
  void whatIsNotGivenIsAsUsual() {
    assertEquals(Settings.of(RunSettings.RUN), read("run", "resnet18"));
    assertEquals(1, read("sensitivity", "resnet18").get(RunSettings.SEEDS));
  }

  @Test
  void valuesAreReadInEveryForm() {
    Settings settings =
        read("run", "--seeds=2", "--scale", "PAPER", "--data", "", "--fresh", "--width", "8", "x");
    assertEquals(2, settings.get(RunSettings.SEEDS));
    assertEquals("paper", settings.get(RowSettings.SCALE).id());
    assertEquals(Optional.empty(), settings.get(RowSettings.DATA));
    assertEquals(Optional.of(8), settings.get(RowSettings.WIDTH));
    assertTrue(settings.get(RunSettings.FRESH));
    assertEquals(Path.of("runs"), settings.get(RunSettings.OUT));
  }

  @Test
  void whatIsGivenSeveralTimesIsAllKept() {
    Settings settings =
        read("run", "x", "--log-to", "a", "--log-to=b,c", "--arms", "dsd,llr", "--arms", "sparse");
    assertEquals(List.of("a", "b,c"), settings.get(RunSettings.LOG_TO));
    assertEquals(List.of("dsd", "llr", "sparse"), settings.get(RunSettings.ARMS));
  }

  @Test
  void aWrongValueIsRefusedWhenItIsRead() {
    ParameterException e =
        assertThrows(ParameterException.class, () -> read("run", "x", "--seeds", "no"));
    assertEquals("--seeds must be a whole number but was 'no'", e.getMessage());
    assertThrows(ParameterException.class, () -> read("run", "x", "--seeds", "1", "--seeds", "2"));
  }

  /** A process of {@code --jobs} reads what this one writes. */
  @Test
  void everyDeclaredSettingIsAnOption() {
    CommandLine run = Dsd.commandLine().getSubcommands().get("run");
    Set<String> options = new TreeSet<>();
    run.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
    for (Setting<?> setting : RunSettings.RUN) {
      assertTrue(options.contains(setting.option()), setting.option());
    }
  }

  private static Settings read(String command, String... words) {
    CommandLine root = Dsd.commandLine();
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(List.of(words));
    root.parseArgs(line.toArray(String[]::new));
    return root.getSubcommands().get(command).getCommandSpec().mixins().values().stream()
        .map(mixin -> mixin.userObject())
        .filter(SettingOptions.class::isInstance)
        .map(SettingOptions.class::cast)
        .findFirst()
        .orElseThrow()
        .read();
  }
}
