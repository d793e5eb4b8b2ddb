package org.dsd4j.reports.tracking.mlflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunTag;

/**
 * Names and texts as MLflow takes them. The lengths are those of the oldest servers in use (newer
 * ones take 6,000 characters in a parameter): what does not fit ends with an ellipsis, and the
 * run's records have it whole.
 */
final class MlflowText {
  private static final int LONGEST_NAME = 250;
  private static final int LONGEST_PARAMETER = 500;
  private static final int LONGEST_TAG = 5_000;

  private MlflowText() {}

  /**
   * A name of a parameter, metric or tag: ASCII letters, digits, and {@code _-. /}, where each part
   * between slashes could be a file's name.
   */
  static String name(String given) {
    List<String> parts = new ArrayList<>();
    for (String part : given.split("/", -1)) {
      String clean = part.replaceAll("[^A-Za-z0-9_. -]", "_").strip();
      if (!clean.isEmpty()) {
        parts.add(clean.matches("\\.+") ? clean.replace('.', '_') : clean);
      }
    }
    String name = parts.isEmpty() ? "_" : String.join("/", parts);
    // A cut must not end in a slash.
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, LONGEST_NAME - 1).replaceAll("/$", "") + "_";
  }

  /** Parameters of distinct names; the server keeps the first value of each for ever. */
  static List<Param> parameters(Map<String, String> settings) {
    Map<String, Param> parameters = new LinkedHashMap<>();
    settings.forEach(
        (given, value) -> {
          String name = name(given);
          String free = name;
          for (int next = 2; parameters.containsKey(free); next++) {
            free = name + "_" + next;
          }
          parameters.put(
              free,
              Param.newBuilder().setKey(free).setValue(cut(value, LONGEST_PARAMETER)).build());
        });
    return List.copyOf(parameters.values());
  }

  static RunTag tag(String name, String value) {
    return RunTag.newBuilder().setKey(name(name)).setValue(cut(value, LONGEST_TAG)).build();
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // Not between the two halves of one character.
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
