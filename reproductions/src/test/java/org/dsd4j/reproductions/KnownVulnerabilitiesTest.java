package org.dsd4j.reproductions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dsd4j.reports.record.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No library that the command runs with lies in the range of a known advisory. What is known stands
 * in {@code advisories.json}, with the day on which it was looked up: an offline check knows
 * nothing of what was published later. See docs/dependencies.md.
 */
final class KnownVulnerabilitiesTest {
  private static final Pattern IN_REPOSITORY =
      Pattern.compile("(.+)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

  /** Of the tests alone, and none of them is packed. */
  private static final List<String> OF_TESTS =
      List.of("org.junit", "org.opentest4j", "org.apiguardian", "com.tngtech", "org.apache.maven");

  /** An artifact on the class path, or inside a jar of another one. */
  private record Library(String artifact, String version, Optional<String> inside) {}

  @Test
  void noLibraryIsInTheRangeOfAnAdvisory() throws IOException {
    List<Library> libraries = libraries();
    assertTrue(libraries.size() > 40, "the class path was read: " + libraries);
    assertTrue(libraries.stream().anyMatch(one -> one.inside().isPresent()), "copies inside too");
    List<String> problems = new ArrayList<>();
    for (JsonNode advisory : advisories().get("advisories")) {
      libraries.stream()
          .filter(library -> affects(advisory, library) && !accepted(advisory, library))
          .forEach(library -> problems.add(advisory.get("id").asText() + ": " + library));
    }
    assertEquals(List.of(), problems);
  }

  @Test
  void whatIsAcceptedIsThereAndHasAReason() throws IOException {
    List<Library> libraries = libraries();
    for (JsonNode advisory : advisories().get("advisories")) {
      assertTrue(advisory.get("source").asText().startsWith("https://"), advisory::toString);
      if (advisory.has("accepted")) {
        assertFalse(advisory.get("accepted").asText().isBlank(), advisory::toString);
        assertTrue(
            libraries.stream().anyMatch(library -> affects(advisory, library)),
            () -> "nothing is affected any more: " + advisory);
      }
    }
    LocalDate lookedUp = LocalDate.parse(advisories().get("lookedUp").asText());
    assertTrue(dependencies().contains(lookedUp.toString()), "docs/dependencies.md says the day");
  }

  /** So that a new one is looked up, and its licence with it. */
  @Test
  void everyLibraryIsListedWithItsLicence() throws IOException {
    TreeSet<String> listed =
        dependencies()
            .lines()
            .map(Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\|.*")::matcher)
            .filter(Matcher::matches)
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> there =
        libraries().stream()
            .filter(library -> library.inside().isEmpty())
            .map(Library::artifact)
            .filter(artifact -> OF_TESTS.stream().noneMatch(artifact::startsWith))
            .filter(artifact -> !artifact.startsWith("ai.djl.mxnet"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(there, listed);
  }

  @ParameterizedTest
  @CsvSource({
    "2.21.1, 2.21.1, 0",
    "2.9, 2.21, -1",
    "2.21.8, 2.21.10, -1",
    "4.0, 3.25.5, 1",
    "1.1.6.RELEASE, 1.1.6, 0",
    "1.7, 1.7.0, 0",
    "30.1.1-android, 32.0.0, -1"
  })
  void versionsAreComparedByTheirNumbers(String one, String other, int sign) {
    assertEquals(sign, Integer.signum(compare(one, other)));
  }

  private static boolean affects(JsonNode advisory, Library library) {
    if (!advisory.get("artifact").asText().equals(library.artifact())) {
      return false;
    }
    for (JsonNode range : advisory.get("affected")) {
      if (compare(library.version(), range.get("from").asText()) >= 0
          && compare(library.version(), range.get("before").asText()) < 0) {
        return true;
      }
    }
    return false;
  }

  /** What is accepted of a copy is accepted of nothing else. */
  private static boolean accepted(JsonNode advisory, Library library) {
    return advisory.has("accepted")
        && Optional.ofNullable(advisory.get("inside"))
            .map(JsonNode::asText)
            .equals(library.inside());
  }

  private static int compare(String one, String other) {
    List<Integer> a = numbers(one);
    List<Integer> b = numbers(other);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int order = Integer.compare(i < a.size() ? a.get(i) : 0, i < b.size() ? b.get(i) : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream(version.split("[.-]"))
        .takeWhile(part -> part.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .toList();
  }

  private static JsonNode advisories() throws IOException {
    try (InputStream in = KnownVulnerabilitiesTest.class.getResourceAsStream("advisories.json")) {
      return RecordJson.mapper().readTree(in);
    }
  }

  private static String dependencies() throws IOException {
    return Files.readString(Path.of("..", "docs", "dependencies.md"));
  }

  private static List<Library> libraries() throws IOException {
    List<Library> libraries = new ArrayList<>();
    // Surefire says where it is, whatever -Dmaven.repo.local was.
    Path repository = Path.of(System.getProperty("localRepository")).toAbsolutePath();
    StringTokenizer paths =
        new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (paths.hasMoreTokens()) {
      String path = paths.nextToken();
      Path jar = Path.of(path).toAbsolutePath();
      String name = jar.startsWith(repository) ? repository.relativize(jar).toString() : "";
      Matcher place = IN_REPOSITORY.matcher(name.replace(File.separatorChar, '/'));
      if (place.matches() && !place.group(1).startsWith("org/dsd4j")) {
        String artifact = place.group(1).replace('/', '.') + ":" + place.group(2);
        libraries.add(new Library(artifact, place.group(3), Optional.empty()));
        libraries.addAll(inside(artifact, Path.of(path)));
      }
    }
    return libraries;
  }

  /** Copies of others that a jar says it has, as Maven writes it down. */
  private static List<Library> inside(String outer, Path file) throws IOException {
    List<Library> copies = new ArrayList<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      Stream<JarEntry> entries =
          jar.stream().filter(e -> e.getName().matches("META-INF/maven/.+/pom\\.properties"));
      for (JarEntry entry : entries.toList()) {
        Properties properties = new Properties();
        try (InputStream in = jar.getInputStream(entry)) {
          properties.load(in);
        }
        String artifact =
            properties.getProperty("groupId") + ":" + properties.getProperty("artifactId");
        if (!artifact.equals(outer)) {
          copies.add(new Library(artifact, properties.getProperty("version"), Optional.of(outer)));
        }
      }
    }
    return copies;
  }
}
