package org.dsd4j.reproductions.setting;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One option of a command, declared once: its name, its type and range, its words, and what it has
 * an effect on.
 *
 * @param <T> the type of its values, which have {@code equals}
 */
public final class Setting<T> {
  /** What a setting has an effect on. */
  public enum Effect {
    /** What is computed: it belongs to the identity of a run, in one form or another. */
    RESULT,
    /** How much of it is computed, and where: it stands in the command that a record keeps. */
    EXECUTION,
    /** What else happens during this call, such as where it writes. */
    CALL
  }

  /** What follows the name on a command line. */
  enum Form {
    /** Nothing: the name says it all. */
    FLAG,
    /** One value. */
    SINGLE,
    /** Several values, separated by commas. */
    JOINED,
    /** One value; the option may be given several times. */
    REPEATED
  }

  /** In a description, the value that holds where the option is not given. */
  private static final String USUAL = "{usual}";

  private final Core<T> core;
  private final String description;
  private final Optional<Recorded> recorded;
  private final boolean explicit;

  /**
   * How a run's record calls a setting that is not as usual.
   *
   * @param name among the settings of a run, and of the deviation
   * @param paper what the paper says of it
   */
  public record Recorded(String name, String paper) {}

  /** What every setting has. */
  private record Core<T>(
      String option,
      String label,
      Effect effect,
      Form form,
      T usual,
      Function<List<String>, T> reader,
      Function<T, List<String>> writer) {}

  private Setting(Core<T> core, String description, Optional<Recorded> recorded, boolean explicit) {
    this.core = core;
    this.description = description;
    this.recorded = recorded;
    this.explicit = explicit;
  }

  private static <T> Setting<T> of(Core<T> core) {
    return new Setting<>(core, "", Optional.empty(), false);
  }

  /**
   * Declares a setting of one value.
   *
   * @param <T> its type
   * @param option its name on a command line, such as {@code --width}
   * @param label what stands for its value in a help text
   * @param effect what it has an effect on
   * @param usual the value where it is not given
   * @param reader makes a value of a text; throws IllegalArgumentException whose message goes on
   *     after the name, such as {@code must be at least 1 but was 0}
   * @param writer the inverse
   * @return the setting, never null
   */
  public static <T> Setting<T> of(
      String option,
      String label,
      Effect effect,
      T usual,
      Function<String, T> reader,
      Function<T, String> writer) {
    return of(
        new Core<>(
            option,
            label,
            effect,
            Form.SINGLE,
            usual,
            texts -> reader.apply(texts.get(0)),
            value -> List.of(writer.apply(value))));
  }

  /**
   * Declares a setting that may be missing. A blank value counts as none, so that a build can pass
   * on a property that is not set.
   *
   * @param <T> the type of its value
   * @param option as in {@link #of}
   * @param label as in {@link #of}
   * @param effect as in {@link #of}
   * @param reader as in {@link #of}
   * @param writer as in {@link #of}
   * @return the setting, never null, without a value as usual
   */
  public static <T> Setting<Optional<T>> optional(
      String option,
      String label,
      Effect effect,
      Function<String, T> reader,
      Function<T, String> writer) {
    return of(
        new Core<>(
            option,
            label,
            effect,
            Form.SINGLE,
            Optional.empty(),
            texts -> Optional.of(texts.get(0)).filter(text -> !text.isBlank()).map(reader),
            value -> value.map(writer).stream().toList()));
  }

  /**
   * Declares a setting of a file or a folder that may be missing.
   *
   * @param option as in {@link #of}
   * @param label as in {@link #of}
   * @param effect as in {@link #of}
   * @return the setting, never null
   */
  public static Setting<Optional<Path>> path(String option, String label, Effect effect) {
    return optional(option, label, effect, Setting::readPath, Path::toString);
  }

  /**
   * Declares a setting that is true where its option is given.
   *
   * @param option as in {@link #of}
   * @param effect as in {@link #of}
   * @return the setting, never null, false as usual
   */
  public static Setting<Boolean> flag(String option, Effect effect) {
    return of(new Core<>(option, "", effect, Form.FLAG, false, texts -> true, value -> List.of()));
  }

  /**
   * Declares a setting of values that are separated by commas.
   *
   * @param <T> the type of one value
   * @param option as in {@link #of}
   * @param label as in {@link #of}
   * @param effect as in {@link #of}
   * @param usual the values where it is not given
   * @param reader of one value, without spaces around it
   * @param writer of one value, without a comma
   * @return the setting, never null
   */
  public static <T> Setting<List<T>> joined(
      String option,
      String label,
      Effect effect,
      List<T> usual,
      Function<String, T> reader,
      Function<T, String> writer) {
    return of(
        new Core<>(
            option,
            label,
            effect,
            Form.JOINED,
            usual,
            texts ->
                texts.stream()
                    .flatMap(text -> Arrays.stream(text.split(",")))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(reader)
                    .toList(),
            values -> List.of(values.stream().map(writer).collect(Collectors.joining(",")))));
  }

  /**
   * Declares a setting whose option may be given several times.
   *
   * @param option as in {@link #of}
   * @param label as in {@link #of}
   * @param effect as in {@link #of}
   * @return the setting, never null, empty as usual
   */
  public static Setting<List<String>> repeated(String option, String label, Effect effect) {
    return of(
        new Core<>(
            option, label, effect, Form.REPEATED, List.of(), List::copyOf, Function.identity()));
  }

  /**
   * Declares a setting of one of the values of an enumeration, in whatever case.
   *
   * @param <E> the enumeration
   * @param option as in {@link #of}
   * @param label as in {@link #of}
   * @param effect as in {@link #of}
   * @param usual as in {@link #of}
   * @param id the name of a value on a command line
   * @return the setting, never null
   */
  public static <E extends Enum<E>> Setting<E> choice(
      String option, String label, Effect effect, E usual, Function<E, String> id) {
    List<E> all = List.of(usual.getDeclaringClass().getEnumConstants());
    List<String> ids = all.stream().map(id).toList();
    return of(
        option,
        label,
        effect,
        usual,
        text ->
            all.stream()
                .filter(value -> id.apply(value).equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> wrong(oneOf(ids), text)),
        id);
  }

  /**
   * Reads a whole number.
   *
   * @param text digits
   * @return the number
   * @throws IllegalArgumentException when it is none, or too large
   */
  public static int readInt(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw wrong("a whole number", text);
    }
  }

  /**
   * Reads a number.
   *
   * @param text such as {@code 0.5}
   * @return the number
   * @throws IllegalArgumentException when it is none
   */
  public static double readDouble(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw wrong("a number", text);
    }
  }

  /**
   * Reads the name of a file or a folder.
   *
   * @param text the name
   * @return the path
   * @throws IllegalArgumentException when this system has no such names
   */
  public static Path readPath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw wrong("the name of a file or folder", text);
    }
  }

  /** Says what a value has to be, and what it was. */
  private static IllegalArgumentException wrong(String what, String text) {
    return new IllegalArgumentException("must be " + what + " but was '" + text + "'");
  }

  private static String oneOf(List<String> ids) {
    int last = ids.size() - 1;
    return last == 0
        ? ids.get(0)
        : String.join(", ", ids.subList(0, last)) + " or " + ids.get(last);
  }

  /**
   * Restricts the values.
   *
   * @param fits what holds of all of them
   * @param problem says what does not, after the name of the option
   * @return a copy
   */
  public Setting<T> where(Predicate<T> fits, Function<T, String> problem) {
    Function<List<String>, T> reader = texts -> checked(core.reader.apply(texts), fits, problem);
    Core<T> narrower =
        new Core<>(
            core.option, core.label, core.effect, core.form, core.usual, reader, core.writer);
    return new Setting<>(narrower, description, recorded, explicit);
  }

  private static <T> T checked(T value, Predicate<T> fits, Function<T, String> problem) {
    if (!fits.test(value)) {
      throw new IllegalArgumentException(problem.apply(value));
    }
    return value;
  }

  /**
   * Describes the setting for a help text.
   *
   * @param words sentences; {@code {usual}} stands for the value that holds where the option is not
   *     given
   * @return a copy
   */
  public Setting<T> described(String words) {
    return new Setting<>(core, words, recorded, explicit);
  }

  /**
   * Says that a value that is not the usual one stands among the settings and the deviations of a
   * run's record.
   *
   * @param name how it is called there
   * @param paper what the paper says of it
   * @return a copy
   */
  public Setting<T> recordedAs(String name, String paper) {
    return new Setting<>(core, description, Optional.of(new Recorded(name, paper)), explicit);
  }

  /**
   * Says that commands which are printed name the usual value too, since a reader looks for it.
   *
   * @return a copy
   */
  public Setting<T> saidAlways() {
    return new Setting<>(core, description, recorded, true);
  }

  /**
   * Returns the name on a command line.
   *
   * @return such as {@code --width}
   */
  public String option() {
    return core.option;
  }

  /**
   * Returns what stands for the value in a help text.
   *
   * @return such as {@code DIR}; empty for a flag
   */
  public String label() {
    return core.label;
  }

  /**
   * Returns what it has an effect on.
   *
   * @return the effect
   */
  public Effect effect() {
    return core.effect;
  }

  /**
   * Returns the value where the option is not given.
   *
   * @return the usual value
   */
  public T usual() {
    return core.usual;
  }

  /**
   * Returns how a record calls it.
   *
   * @return empty where the row itself writes it down, or nobody has to
   */
  public Optional<Recorded> recorded() {
    return recorded;
  }

  /**
   * Returns whether the name alone says it all.
   *
   * @return true for a flag
   */
  public boolean isFlag() {
    return core.form == Form.FLAG;
  }

  /**
   * Returns whether the option may be given several times.
   *
   * @return true for one that is repeated or joined
   */
  public boolean takesSeveral() {
    return core.form == Form.REPEATED || core.form == Form.JOINED;
  }

  /**
   * Describes the setting.
   *
   * @param value what holds where the option is not given
   * @return sentences for a help text
   */
  public String description(T value) {
    return description.replace(USUAL, text(value));
  }

  /**
   * Reads a value.
   *
   * @param texts what was given, once for each time that the option was; none for a flag
   * @return the value
   * @throws IllegalArgumentException when it is none; the message names the option, what it takes
   *     and what was given
   */
  public T read(List<String> texts) {
    try {
      return core.reader.apply(texts);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(core.option + " " + e.getMessage(), e);
    }
  }

  /**
   * Checks a value that was not read.
   *
   * @param value the value
   * @return the same
   * @throws IllegalArgumentException as {@link #read} does
   */
  T checked(T value) {
    List<String> texts = core.writer.apply(value);
    if (!value.equals(core.usual) && !texts.isEmpty()) {
      read(texts);
    }
    return value;
  }

  /**
   * Says a value in words.
   *
   * @param value the value
   * @return as on a command line, without the name
   */
  public String text(T value) {
    return String.join(",", core.writer.apply(value));
  }

  /**
   * Says a value as words of a command line.
   *
   * @param value the value
   * @return the option and the value, word by word; none where the value is the usual one, unless
   *     that is {@linkplain #saidAlways said always}
   */
  List<String> words(T value) {
    if (value.equals(core.usual) && !explicit) {
      return List.of();
    }
    if (core.form == Form.FLAG) {
      return List.of(core.option);
    }
    return core.writer.apply(value).stream().flatMap(this::wordsOf).toList();
  }

  private Stream<String> wordsOf(String text) {
    // A value that looks like an option is not taken for one.
    return text.startsWith("-")
        ? Stream.of(core.option + "=" + text)
        : Stream.of(core.option, text);
  }

  @Override
  public String toString() {
    return core.option;
  }
}
