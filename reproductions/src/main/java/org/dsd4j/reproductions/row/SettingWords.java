package org.dsd4j.reproductions.row;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Describes the settings of a generated corpus in words, for the records and the report. */
public final class SettingWords {
  private SettingWords() {}

  /**
   * Describes a record of settings.
   *
   * @param settings a record of public components
   * @return each component's name and value, decimals with at most four digits and records inside
   *     in parentheses, such as {@code side 20, difficulty (blur 0.25)}
   */
  public static String of(Record settings) {
    return Arrays.stream(settings.getClass().getRecordComponents())
        .map(component -> component.getName() + " " + value(settings, component))
        .collect(Collectors.joining(", "));
  }

  private static String value(Record settings, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(settings);
      if (value instanceof Record inner) {
        return "(" + of(inner) + ")";
      }
      return value instanceof Double number ? PlanWords.decimal(number) : value.toString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "the settings " + settings.getClass().getName() + " cannot be read", e);
    }
  }
}
