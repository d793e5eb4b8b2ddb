package org.dsd4j.reproductions.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of a command that are declared as settings. */
@Command
final class SettingOptions {
  private final Settings usual;
  private final Map<Setting<?>, List<String>> given = new LinkedHashMap<>();
  private CommandSpec command = CommandSpec.create();

  /** Options for settings with the values that hold where they are not given. */
  SettingOptions(Settings usual) {
    this.usual = usual;
  }

  /** Options for settings, with their usual values. */
  SettingOptions(List<Setting<?>> declared) {
    this(Settings.of(declared));
  }

  /** Adds them to the command that this is mixed into. */
  void addTo(CommandSpec mixedInto) {
    command = mixedInto;
    usual.all().forEach(setting -> command.addOption(option(setting)));
  }

  private <T> OptionSpec option(Setting<T> setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.option())
            // Picocli reads it as a format.
            .description(setting.description(usual.get(setting)).replace("%", "%%"))
            .setter(setter(setting));
    if (setting.isFlag()) {
      return option.arity("0").type(boolean.class).build();
    }
    option.arity("1").paramLabel(setting.label());
    return setting.takesSeveral()
        // Picocli adds to the list that it gets, where the option is given again.
        ? option.type(List.class).auxiliaryTypes(String.class).getter(getter(setting)).build()
        : option.type(String.class).build();
  }

  private IGetter getter(Setting<?> setting) {
    return new IGetter() {
      @Override
      @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
      public <V> V get() {
        return (V) given.get(setting);
      }
    };
  }

  private ISetter setter(Setting<?> setting) {
    return new ISetter() {
      @Override
      @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
      public <V> V set(V value) {
        if (value instanceof List<?> texts) {
          // Picocli fills it later.
          given.put(setting, (List<String>) texts);
        } else if (value instanceof String text) {
          given.put(setting, List.of(text));
        } else if (Boolean.TRUE.equals(value)) {
          given.put(setting, List.of());
        }
        return value;
      }
    };
  }

  /**
   * Reads what was given.
   *
   * @return the values of all settings
   * @throws ParameterException when one cannot be read
   */
  Settings read() {
    Settings settings = usual;
    for (Map.Entry<Setting<?>, List<String>> entry : given.entrySet()) {
      try {
        settings = settings.reading(entry.getKey(), new ArrayList<>(entry.getValue()));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(command.commandLine(), e.getMessage(), e);
      }
    }
    return settings;
  }
}
