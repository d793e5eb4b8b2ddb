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
import org.junit.jupiter.params.provider.CsvSource;

/** What the README and other documents show is what is compiled and run here. */
final class ReadmeTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  @ParameterizedTest
  @CsvSource({
    "README.md, LeNetExample",
    "README.md, OwnLoopExample",
    "docs/export.md, ExportExample"
  })
  void showsTheSnippetOfTheExample(String document, String example) throws IOException {
    Path shown = MODULE.resolveSibling(document);
    assumeTrue(Files.exists(shown), shown + " is not part of this checkout");
    Path source = MODULE.resolve("src/test/java/org/dsd4j/djl/example/" + example + ".java");
    List<String> lines = stripped(source);
    int from = lines.indexOf("// snippet");
    int to = lines.indexOf("// end snippet");
    assertTrue(from >= 0 && to > from, example + " has a snippet");
    String snippet = String.join("\n", lines.subList(from + 1, to));
    assertFalse(snippet.isBlank());
    String text = String.join("\n", stripped(shown));
    assertTrue(
        text.contains(snippet),
        () -> document + " must show these lines of " + example + ":\n" + snippet);
  }

  private static List<String> stripped(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(String::strip).collect(Collectors.toList());
  }
}
