package org.dsd4j.reproductions.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reproductions.setting.Setting.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingTest {
  private enum Size {
    SMALL,
    LARGE
  }

  private static final Setting<Integer> COUNT =
      Setting.of("--count", "N", Effect.RESULT, 3, Setting::readInt, String::valueOf)
          .where(count -> count >= 1, count -> "must be at least 1 but was " + count);
  private static final Setting<Size> SIZE =
      Setting.choice(
              "--size",
              "NAME",
              Effect.EXECUTION,
              Size.SMALL,
              size -> size.name().toLowerCase(java.util.Locale.ROOT))
          .saidAlways();
  private static final Setting<Optional<Path>> FILE = Setting.path("--file", "FILE", Effect.CALL);
  private static final Setting<List<String>> NAMES =
      Setting.joined("--names", "NAME", Effect.RESULT, List.of("all"), String::strip, name -> name);
  private static final Setting<Boolean> QUIET = Setting.flag("--quiet", Effect.CALL);
  private static final List<Setting<?>> ALL = List.of(COUNT, SIZE, FILE, NAMES, QUIET);

  @Test
  void usualValuesAreNotSaidUnlessThatIsAskedFor() {
    assertEquals(List.of("--size", "small"), Settings.of(ALL).words(ALL, Effect.values()));
    Settings settings = Settings.of(ALL).with(COUNT, 4).with(QUIET, true);
    assertEquals(
        List.of("--count", "4", "--size", "small", "--quiet"),
        settings.words(ALL, Effect.values()));
    assertEquals(List.of("--quiet"), settings.words(ALL, Effect.CALL));
  }

  @ParameterizedTest
  @CsvSource({
    "--count 0, --count must be at least 1 but was 0",
    "--count many, --count must be a whole number but was 'many'",
    "--count, --count has no value",
    "--count 1 --count 2, --count is given twice",
    "--size huge, --size must be small or large but was 'huge'",
    "--cuont 1, there is no option --cuont"
  })
  void aWrongWordIsRefusedInOneLine(String words, String message) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Settings.parse(ALL, List.of(words.split(" "))));
    assertEquals(message, e.getMessage());
  }

  @Test
  void aValueOutOfRangeIsRefusedHoweverItComes() {
    Settings settings = Settings.of(ALL);
    assertThrows(IllegalArgumentException.class, () -> settings.with(COUNT, 0));
  }

  @Test
  void caseAndSpacesAndSignsDoNotMatter() {
    assertEquals(
        Settings.of(ALL).with(SIZE, Size.LARGE).with(NAMES, List.of("a", "b")),
        Settings.parse(ALL, List.of("--size= Large", "--names", "a, b,,")));
  }

  @Test
  void whatLooksLikeAnOptionIsAValue() {
    Settings settings = Settings.of(ALL).with(FILE, Optional.of(Path.of("--quiet")));
    List<String> words = settings.words(ALL, Effect.CALL);
    assertEquals(List.of("--file=--quiet"), words);
    assertEquals(settings, Settings.parse(ALL, words));
  }

  @Test
  void aBlankValueIsNone() {
    assertEquals(Settings.of(ALL), Settings.parse(ALL, List.of("--file", " ")));
  }
}
