package org.dsd4j.reproductions.setting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dsd4j.reproductions.setting.Setting.Effect;

/** The values of the settings of one command. Immutable. */
public final class Settings {
  /** In the order of the declaration, in which they are written too. */
  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Returns the usual values.
   *
   * @param declared the settings of a command, in the order in which they are written
   * @return the values, never null
   */
  public static Settings of(List<Setting<?>> declared) {
    Map<Setting<?>, Object> values = new LinkedHashMap<>();
    declared.forEach(setting -> values.put(setting, setting.usual()));
    return new Settings(values);
  }

  /**
   * Reads words of a command line, as {@link #words} writes them.
   *
   * @param declared the settings that there are
   * @param words options with their values, also as {@code --name=value}
   * @return the values, never null
   * @throws IllegalArgumentException when an option is not declared, has no value or a wrong one,
   *     or is given twice and takes one value
   */
  public static Settings parse(List<Setting<?>> declared, List<String> words) {
    Map<Setting<?>, List<String>> texts = new LinkedHashMap<>();
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at++);
      int sign = word.indexOf('=');
      String name = sign < 0 ? word : word.substring(0, sign);
      Setting<?> setting =
          declared.stream()
              .filter(each -> each.option().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("there is no option " + name));
      List<String> given = texts.computeIfAbsent(setting, each -> new ArrayList<>());
      if (setting.isFlag()) {
        continue;
      }
      if (!given.isEmpty() && !setting.takesSeveral()) {
        throw new IllegalArgumentException(name + " is given twice");
      }
      if (sign < 0 && at == words.size()) {
        throw new IllegalArgumentException(name + " has no value");
      }
      given.add(sign < 0 ? words.get(at++) : word.substring(sign + 1));
    }
    Settings settings = of(declared);
    for (Map.Entry<Setting<?>, List<String>> entry : texts.entrySet()) {
      settings = settings.reading(entry.getKey(), entry.getValue());
    }
    return settings;
  }

  /**
   * Returns the same settings with a value that is read.
   *
   * @param <T> its type
   * @param setting which
   * @param texts what was given for it, see {@link Setting#read}
   * @return a copy
   * @throws IllegalArgumentException when it cannot be read
   */
  public <T> Settings reading(Setting<T> setting, List<String> texts) {
    return with(setting, setting.read(texts));
  }

  /**
   * Returns the same settings with another value.
   *
   * @param <T> its type
   * @param setting which
   * @param value in its range
   * @return a copy
   * @throws IllegalArgumentException when the value is out of range
   */
  public <T> Settings with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> changed = new LinkedHashMap<>(values);
    changed.put(setting, setting.checked(value));
    return new Settings(changed);
  }

  /**
   * Returns a value.
   *
   * @param <T> its type
   * @param setting which
   * @return the value; the usual one of a setting that is not among these
   */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    // What is put under a setting is of its type.
    return (T) values.getOrDefault(setting, setting.usual());
  }

  /**
   * Returns whether a setting has its usual value.
   *
   * @param setting which
   * @return true too for one that is not among these
   */
  public boolean isUsual(Setting<?> setting) {
    return get(setting).equals(setting.usual());
  }

  /**
   * Returns the settings that have values.
   *
   * @return the settings in their order
   */
  public List<Setting<?>> all() {
    return List.copyOf(values.keySet());
  }

  /**
   * Says the settings as words of a command line. {@link #parse} is the inverse.
   *
   * @param declared the settings of the command, in the order in which they are written
   * @param effects which of them
   * @return the words, without the command
   */
  public List<String> words(List<Setting<?>> declared, Effect... effects) {
    Set<Effect> wanted = Set.copyOf(Arrays.asList(effects));
    List<String> words = new ArrayList<>();
    declared.stream()
        .filter(setting -> wanted.contains(setting.effect()))
        .forEach(setting -> words.addAll(words(setting)));
    return words;
  }

  private <T> List<String> words(Setting<T> setting) {
    return setting.words(get(setting));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(values);
  }

  @Override
  public String toString() {
    return String.join(" ", words(all(), Effect.values()));
  }
}
