package org.dsd4j.djl.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What documents show is what is compiled and run here, and by the project of a consumer. */
final class ReadmeTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path EXAMPLES = MODULE.resolve("src/test/java/org/dsd4j/djl/example");
  private static final Path CONSUMER = MODULE.resolve("src/it/consumer");

  @ParameterizedTest
  @CsvSource({
    "README.md, LeNetExample",
    "README.md, OwnLoopExample",
    "docs/export.md, ExportExample"
  })
  void showsTheSnippetOfTheExample(String document, String example) throws IOException {
    assertShown(document, snippet(EXAMPLES.resolve(example + ".java")));
  }

  @Test
  void theConsumerTrainsAsTheExampleDoes() throws IOException {
    assertEquals(
        snippet(EXAMPLES.resolve("LeNetExample.java")),
        snippet(CONSUMER.resolve("src/main/java/com/example/digits/ByPlan.java")));
  }

  /** The version is the one that this will be when it is published. */
  @Test
  void showsTheDependenciesOfTheConsumer() throws IOException {
    String version = System.getProperty("dsd.version", "");
    assumeTrue(!version.isEmpty(), "the build says its version to the tests");
    assertShown(
        "README.md",
        snippet(CONSUMER.resolve("pom.xml"))
            .replace("@project.version@", version.replace("-SNAPSHOT", ""))
            .replace("@pytorch.classifier@", "linux-x86_64"));
  }

  private static void assertShown(String document, String snippet) throws IOException {
    Path shown = MODULE.resolveSibling(document);
    assumeTrue(Files.exists(shown), shown + " is not part of this checkout");
    String text = String.join("\n", stripped(shown));
    assertTrue(
        text.contains(snippet),
        () -> document + " must show these lines, indented as you like:\n" + snippet);
  }

  /** What stands between the comments {@code snippet} and {@code end snippet}. */
  private static String snippet(Path source) throws IOException {
    List<String> lines = stripped(source);
    int from = indexOf(lines, "(//|<!--) snippet\\b.*");
    int to = indexOf(lines, "(//|<!--) end snippet\\b.*");
    assertTrue(from >= 0 && to > from, source + " has a snippet");
    String snippet = String.join("\n", lines.subList(from + 1, to));
    assertFalse(snippet.isBlank());
    return snippet;
  }

  private static int indexOf(List<String> lines, String regex) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).matches(regex))
        .findFirst()
        .orElse(-1);
  }

  private static List<String> stripped(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(String::strip).collect(Collectors.toList());
  }
}
