package org.dsd4j.api.pruning;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Selects the parameters that a rule applies to: one by its path, several by a pattern, or all of a
 * kind.
 *
 * <p>In a pattern, {@code *} and {@code **} both stand for any number of characters, dots included,
 * and {@code ?} for one character. At the start, {@code *.} and {@code **.} also stand for nothing:
 * {@code *.bias} is every bias, at any depth, and {@code **.downsample.*} is everything below a
 * block called {@code downsample}. A kind is written {@code kind:weight}.
 */
public final class ParameterSelector {
  private static final String KIND = "kind:";

  private final String text;
  private final Optional<ParameterKind> kind;
  private final Optional<Pattern> pattern;

  private ParameterSelector(String text) {
    this.text = text;
    this.kind = text.startsWith(KIND) ? Optional.of(kindOf(text)) : Optional.empty();
    boolean wild = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    this.pattern = kind.isEmpty() && wild ? Optional.of(compile(text)) : Optional.empty();
  }

  /**
   * Reads a selector.
   *
   * @param text a path such as {@code fc.weight}, a pattern such as {@code **.downsample.*}, or a
   *     kind such as {@code kind:bias}
   * @return the selector, never null
   * @throws IllegalArgumentException when the text is blank or names an unknown kind
   */
  public static ParameterSelector of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "a rule needs a path, a pattern such as **.downsample.*, or a kind such as kind:bias");
    }
    return new ParameterSelector(text);
  }

  /**
   * Selects all parameters of a kind.
   *
   * @param kind the kind
   * @return the selector, never null
   */
  public static ParameterSelector of(ParameterKind kind) {
    return new ParameterSelector(KIND + kind);
  }

  /**
   * Returns whether a parameter is selected.
   *
   * @param parameter the parameter; a shared one is selected when any of its paths is
   * @return true when it is
   */
  public boolean matches(Prunable parameter) {
    if (kind.isPresent()) {
      return parameter.kind() == kind.get();
    }
    return parameter.paths().stream()
        .anyMatch(
            path ->
                pattern.isPresent() ? pattern.get().matcher(path).matches() : path.equals(text));
  }

  /**
   * Returns how specific the selector is: where several rules match, the most specific applies.
   *
   * @return 2 for a path, 1 for a pattern, 0 for a kind
   */
  int specificity() {
    return kind.isPresent() ? 0 : pattern.isPresent() ? 1 : 2;
  }

  /** Returns the text that {@link #of(String)} reads. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterSelector selector && text.equals(selector.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  private static ParameterKind kindOf(String text) {
    String name = text.substring(KIND.length());
    return Arrays.stream(ParameterKind.values())
        .filter(kind -> kind.toString().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no kind "
                        + name
                        + "; write kind:weight, kind:bias, kind:norm or"
                        + " kind:other"));
  }

  private static Pattern compile(String text) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    if (text.startsWith("**.") || text.startsWith("*.")) {
      regex.append("(?:.*\\.)?");
      at = text.indexOf('.') + 1;
    }
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString());
  }
}
