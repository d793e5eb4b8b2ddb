package org.dsd4j.reproductions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Draws the packages of each module from the class files and compares the pictures with {@code
 * docs/architecture.md}, or keeps them there:
 *
 * <pre>{@code
 * mvn test -pl reproductions -am -Dtest=ArchitectureDocumentTest -Ddsd.rewrite=true \
 *   -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class ArchitectureDocumentTest {
  private static final String ROOT = "org.dsd4j.";
  private static final Path DOCUMENT = Path.of("../docs/architecture.md");
  private static final String BEGIN = "<!-- Drawn from the code: do not edit below. -->";
  private static final String REWRITE =
      "mvn test -pl reproductions -am -Dtest=ArchitectureDocumentTest -Ddsd.rewrite=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*package ");
  private static final Pattern TAG = Pattern.compile("(?s)\\{@(?:code|link)\\s+([^}]*)}");

  /** The folders of the modules, by the package that each begins with. */
  private static final Map<String, String> MODULES = new LinkedHashMap<>();

  static {
    MODULES.put("api", "dsd-api");
    MODULES.put("djl", "dsd-djl");
    MODULES.put("datasets", "datasets");
    MODULES.put("reports", "reports");
    MODULES.put("reproductions", "reproductions");
  }

  /** Packages and whom they use, both without what all of them begin with. */
  private final NavigableMap<String, NavigableSet<String>> uses = new TreeMap<>();

  @Test
  void theDocumentShowsTheCode() throws IOException {
    readClasses();
    String kept = Files.readString(DOCUMENT);
    String made = kept.substring(0, kept.indexOf(BEGIN) + BEGIN.length()) + "\n" + pictures();
    if (Boolean.getBoolean("dsd.rewrite")) {
      Files.writeString(DOCUMENT, made);
      return;
    }
    assertEquals(kept, made, "docs/architecture.md is of other code; " + REWRITE);
  }

  private void readClasses() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.dsd4j");
    for (JavaClass each : classes) {
      String from = name(each);
      NavigableSet<String> used = uses.computeIfAbsent(from, key -> new TreeSet<>());
      each.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .map(ArchitectureDocumentTest::name)
          .filter(to -> !to.equals(from))
          .forEach(used::add);
    }
    assertFalse(uses.isEmpty());
  }

  private static String name(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private static String moduleOf(String name) {
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }

  private String pictures() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      text.append("\n## ").append(module.getValue()).append("\n\n");
      text.append(picture(module.getKey()));
      text.append(table(module.getKey(), module.getValue()));
    }
    return text.toString();
  }

  /** A graph in Mermaid: an arrow points from a package to one that it uses. */
  private String picture(String module) {
    List<String> inside = uses.keySet().stream().filter(p -> moduleOf(p).equals(module)).toList();
    StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
    inside.forEach(
        p -> text.append("  ").append(id(p)).append("[\"").append(shown(p)).append("\"]\n"));
    for (String from : inside) {
      for (String to : uses.get(from)) {
        if (moduleOf(to).equals(module) && !isImplied(from, to)) {
          text.append("  ").append(id(from)).append(" --> ").append(id(to)).append("\n");
        }
      }
    }
    return text.append("```\n\n").toString();
  }

  /** Whether another package in between uses it too, so that the picture needs no arrow. */
  private boolean isImplied(String from, String to) {
    return uses.get(from).stream()
        .filter(between -> !between.equals(to) && moduleOf(between).equals(moduleOf(from)))
        .anyMatch(between -> reaches(between, to, new TreeSet<>(List.of(from))));
  }

  private boolean reaches(String from, String to, NavigableSet<String> seen) {
    if (!seen.add(from)) {
      return false;
    }
    NavigableSet<String> used = uses.getOrDefault(from, new TreeSet<>());
    return used.contains(to) || used.stream().anyMatch(next -> reaches(next, to, seen));
  }

  private static String id(String name) {
    return name.replace('.', '_');
  }

  private static String shown(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? ROOT + name : name.substring(dot + 1);
  }

  private String table(String module, String folder) throws IOException {
    StringBuilder text = new StringBuilder("| package | what it is | other modules it uses |\n");
    text.append("|---|---|---|\n");
    for (String name : uses.keySet()) {
      if (moduleOf(name).equals(module)) {
        List<String> others = new ArrayList<>();
        uses.get(name).stream()
            .map(ArchitectureDocumentTest::moduleOf)
            .filter(other -> !other.equals(module))
            .distinct()
            .forEach(other -> others.add(MODULES.get(other)));
        String used = others.isEmpty() ? "" : String.join(", ", others) + " ";
        String what = firstSentence(folder, name);
        text.append("| `").append(ROOT).append(name).append("` | ").append(what).append(" | ");
        text.append(used).append("|\n");
      }
    }
    return text.toString();
  }

  private static String firstSentence(String folder, String name) throws IOException {
    String path = (ROOT + name).replace('.', '/');
    Path file = Path.of("..", folder, "src/main/java", path, "package-info.java");
    Matcher comment = COMMENT.matcher(Files.readString(file));
    if (!comment.find()) {
      throw new IllegalStateException(file + " has no comment");
    }
    String plain = comment.group(1).replaceAll("(?m)^\\s*\\*", " ").replaceAll("\\s+", " ").strip();
    int end = plain.indexOf(". ");
    String sentence = end < 0 ? plain : plain.substring(0, end + 1);
    String text = TAG.matcher(sentence).replaceAll(found -> "`" + simple(found.group(1)) + "`");
    return text.replace("<p>", "").replace("|", "\\|");
  }

  /** A link's words where it has some, else the name of its type. */
  private static String simple(String link) {
    String target = link.strip();
    int space = target.indexOf(' ');
    String last = space < 0 ? target : target.substring(space + 1);
    return Matcher.quoteReplacement(last.startsWith(ROOT) ? last.replaceAll(".*\\.", "") : last);
  }
}
