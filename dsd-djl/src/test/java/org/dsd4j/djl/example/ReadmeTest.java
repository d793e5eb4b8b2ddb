package org.dsd4j.djl.example;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what is compiled and run here. */
final class ReadmeTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"LeNetExample", "OwnLoopExample"})
  void showsTheSnippetOfTheExample(String example) throws IOException {
    Path readme = MODULE.resolveSibling("README.md");
    assumeTrue(Files.exists(readme), readme + " is not part of this checkout");
    Path source = MODULE.resolve("src/test/java/org/dsd4j/djl/example/" + example + ".java");
    List<String> lines = stripped(source);
    int from = lines.indexOf("// snippet");
    int to = lines.indexOf("// end snippet");
    assertTrue(from >= 0 && to > from, example + " has a snippet");
    String snippet = String.join("\n", lines.subList(from + 1, to));
    assertFalse(snippet.isBlank());
    String text = String.join("\n", stripped(readme));
    assertTrue(
        text.contains(snippet),
        () ->
            "README.md must show these lines of "
                + example
                + ", indented as you like:\n"
                + snippet);
  }

  private static List<String> stripped(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(String::strip).collect(Collectors.toList());
  }
}
