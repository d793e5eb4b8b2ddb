package org.dsd4j.reproductions.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dsd4j.reports.store.StoreLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No other class spells a name of the store or steps up in it by itself. */
class StoreLayoutRuleTest {
  private static final Pattern TWO_STEPS_UP =
      Pattern.compile("getParent\\(\\)\\s*\\.\\s*getParent\\(\\)");

  /** A file's name wherever it ends a text; a folder's, which may be a usual word, in a path. */
  private static final Pattern NAME =
      Pattern.compile(
          StoreLayout.names().stream()
              .map(
                  name ->
                      name.contains(".")
                          ? "\"([^\"\\n]*/)?" + Pattern.quote(name) + "\""
                          : "(resolve|resolveSibling|Path\\.of)\\(\\s*\"" + name + "\"")
              .collect(Collectors.joining("|")));

  /** The modules that know of the store. */
  @ParameterizedTest
  @ValueSource(strings = {"../reports", "../reproductions"})
  void theLayoutIsKnownInOnePlace(String module) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        if (!file.endsWith(StoreLayout.class.getSimpleName() + ".java")) {
          String code = Files.readString(file);
          for (Pattern pattern : List.of(NAME, TWO_STEPS_UP)) {
            Matcher matcher = pattern.matcher(code);
            while (matcher.find()) {
              found.add(file + ": " + matcher.group());
            }
          }
        }
      }
    }
    assertEquals(List.of(), found, "ask StoreLayout, and the paths that it gives, instead");
  }
}
