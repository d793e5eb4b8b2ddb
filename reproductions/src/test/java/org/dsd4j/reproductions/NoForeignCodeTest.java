package org.dsd4j.reproductions;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.loader.Loader;
import java.beans.XMLDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing that is read can run code, by what the class files of all modules refer to. SECURITY.md
 * promises it. Each rule is tried on {@link Offenders}, so that it can fail.
 */
final class NoForeignCodeTest {
  /** Our own command again, and git's number of this commit; no word of a file is in either. */
  private static final Set<String> STARTERS =
      Set.of(
          "org.dsd4j.reproductions.cli.RowProcesses",
          "org.dsd4j.reproductions.cli.SafeArithmetic",
          "org.dsd4j.reproductions.run.EnvironmentProbe");

  /** Looks for a class of DJL by a name that stands in the code. */
  private static final String NAMED_CLASS = "org.dsd4j.djl.network.GradientRecording";

  private static JavaClasses ours;

  @BeforeAll
  static void readClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.dsd4j");
  }

  @Test
  void noObjectOfJavaIsRead() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat(
                assignableTo(ObjectInputStream.class)
                    .or(assignableTo(ObjectOutputStream.class))
                    .or(assignableTo(XMLDecoder.class))
                    .or(
                        resideInAnyPackage(
                            "java.rmi..", "javax.naming..", "javax.management.remote.."))));
    holds(
        noMethods()
            .should()
            .haveName("readObject")
            .orShould()
            .haveName("readResolve")
            .orShould()
            .haveName("readExternal")
            .orShould()
            .haveName("writeReplace"));
  }

  @Test
  void noTextIsAProgram() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "javax.script..",
                        "javax.tools..",
                        "java.lang.instrument..",
                        "org.yaml.snakeyaml..",
                        "groovy..",
                        "org.apache.batik.script..",
                        "org.apache.batik.bridge..")
                    .or(assignableTo(ClassLoader.class).and(named("java.net.URLClassLoader")))));
    holds(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(NAMED_CLASS)
            .should()
            .callMethodWhere(
                calls("java.lang.Class", "forName")
                    .or(calls("java.lang.ClassLoader", "loadClass", "defineClass"))
                    .or(
                        calls(
                            "java.lang.invoke.MethodHandles$Lookup",
                            "defineClass",
                            "defineHiddenClass"))
                    .or(calls("java.lang.System", "load", "loadLibrary"))));
  }

  @Test
  void templatesAreOurOwn() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat(
                assignableTo(Loader.class)
                    .and(
                        describe("read files", type -> !type.isAssignableTo(ClasspathLoader.class)))
                    .and(describe("are classes", type -> !type.isInterface()))));
  }

  @Test
  void onlyOurOwnCommandIsStarted() {
    holds(
        noClasses()
            .that(
                describe("may not start processes", type -> !STARTERS.contains(type.getFullName())))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ProcessBuilder.class.getName()));
    holds(
        noClasses()
            .should()
            .callMethodWhere(calls("java.lang.Runtime", "exec", "load", "loadLibrary")));
  }

  /** A name of a class in JSON would choose what is made of it. */
  @Test
  void jsonNamesNoClass() {
    holds(
        noClasses()
            .should()
            .callMethodWhere(
                describe(
                    "types by name of class",
                    call ->
                        call.getTarget().getName().endsWith("DefaultTyping")
                            || call.getTarget().getName().startsWith("activateDefaultTyping")
                            || call.getTarget().getName().equals("setPolymorphicTypeValidator"))));
    holds(
        noClasses()
            .should()
            .beAnnotatedWith(
                describe(
                    "@JsonTypeInfo of a class",
                    annotation ->
                        annotation.getRawType().isEquivalentTo(JsonTypeInfo.class)
                            && annotation.as(JsonTypeInfo.class).use() != JsonTypeInfo.Id.NAME)));
  }

  /** TorchScript and models of zoos are programs; a pickle of PyTorch is one too. */
  @Test
  void noModelOfAnEngineIsLoaded() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("ai.djl.repository..", "ai.djl.modality..")
                    .or(named("ai.djl.nn.SymbolBlock"))));
    holds(noClasses().should().callMethodWhere(calls("ai.djl.Model", "load")));
  }

  @Test
  void promisesNameTestsThatAreThere() throws IOException {
    String promises = Files.readString(Path.of("..", "SECURITY.md"));
    Set<String> named =
        Pattern.compile("`([A-Za-z0-9]+Test)`")
            .matcher(promises)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    assertTrue(named.size() >= 5, named::toString);
    Set<String> missing = new TreeSet<>(named);
    for (String module : List.of("dsd-api", "dsd-djl", "datasets", "reports", "reproductions")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
        files.forEach(file -> missing.remove(file.getFileName().toString().replace(".java", "")));
      }
    }
    assertEquals(Set.of(), missing);
  }

  /** In a process of its own: the filter can be set once. */
  @Test
  @Tag("slow")
  void theCommandRefusesObjectsOfLibrariesToo() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.dsd4j.reproductions.cli.SerializedObjectMain"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("REJECTED", said.strip().lines().reduce((a, b) -> b).orElse(""), said);
    assertEquals(0, process.waitFor());
  }

  /** Holds for our classes, and does not for the offenders: none of the rules says nothing. */
  private static void holds(ArchRule rule) {
    rule.check(ours);
    JavaClasses offenders = new ClassFileImporter().importClasses(withNested(Offenders.class));
    assertThrows(AssertionError.class, () -> rule.check(offenders), rule.getDescription());
  }

  private static List<Class<?>> withNested(Class<?> type) {
    List<Class<?>> all = new ArrayList<>(Arrays.asList(type.getDeclaredClasses()));
    all.add(type);
    return all;
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return describe("named " + name, type -> type.getFullName().equals(name));
  }

  private static DescribedPredicate<JavaCall<?>> calls(String owner, String... methods) {
    Set<String> names = Arrays.stream(methods).collect(Collectors.toSet());
    return describe(
        owner + " " + names,
        call -> {
          AccessTarget target = call.getTarget();
          return names.contains(target.getName()) && target.getOwner().getFullName().equals(owner);
        });
  }

  /** One offence against each rule; none of it is ever run. */
  @SuppressWarnings({"unused", "removal", "BanSerializableRead"})
  private static final class Offenders {
    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    private static final class NamesItsClass {}

    private static final class ReadsItself implements java.io.Serializable {
      private static final long serialVersionUID = 1;

      private Object readResolve() {
        return this;
      }
    }

    static Object object() throws IOException, ClassNotFoundException {
      return new ObjectInputStream(new ByteArrayInputStream(new byte[0])).readObject();
    }

    static Object script() {
      return new javax.script.ScriptEngineManager();
    }

    static Object named(String name) throws ClassNotFoundException {
      return Class.forName(name);
    }

    static Object template() {
      return new io.pebbletemplates.pebble.loader.FileLoader("templates");
    }

    static Object process(String command) throws IOException {
      Runtime.getRuntime().exec(new String[] {command});
      return new ProcessBuilder(command).start();
    }

    static Object typed(com.fasterxml.jackson.databind.ObjectMapper mapper) {
      return mapper.activateDefaultTyping(mapper.getPolymorphicTypeValidator());
    }

    static void model(ai.djl.Model model) throws IOException, ai.djl.MalformedModelException {
      model.load(Path.of("model.pt"));
      ai.djl.nn.SymbolBlock.newInstance(null);
    }

    static Object written() throws IOException {
      return new ObjectOutputStream(new ByteArrayOutputStream());
    }
  }
}
