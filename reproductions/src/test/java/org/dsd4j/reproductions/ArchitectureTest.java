package org.dsd4j.reproductions;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.Buffer;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.reproductions.image.Classifier;
import org.dsd4j.reproductions.image.ResNet18Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ways of dependency between the modules, over the class files of all of them. */
class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // The tests of another module come as a jar.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.dsd4j");
  }

  @Test
  void theApiStandsOnTheJdkAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.dsd4j.api..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("org.dsd4j.api..", "java..")
        .check(classes);
  }

  @Test
  void theEngineModuleKnowsTheApiAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.dsd4j.djl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.dsd4j.datasets..", "org.dsd4j.reports..", "org.dsd4j.reproductions..")
        .check(classes);
  }

  @Test
  void datasetsKnowNobodyElse() {
    noClasses()
        .that()
        .resideInAPackage("org.dsd4j.datasets..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.dsd4j.api..",
            "org.dsd4j.djl..",
            "org.dsd4j.reports..",
            "org.dsd4j.reproductions..",
            "ai.djl..")
        .check(classes);
  }

  @Test
  void reportsKnowNobodyElseAndNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("org.dsd4j.reports..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.dsd4j.api..",
            "org.dsd4j.djl..",
            "org.dsd4j.datasets..",
            "org.dsd4j.reproductions..",
            "ai.djl..")
        .check(classes);
  }

  @Test
  void noClassNamesAnEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl.pytorch..", "ai.djl.mxnet..")
        .check(classes);
  }

  /** Each package is a slice, of all modules together. */
  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.dsd4j.(**)").should().beFreeOfCycles().check(classes);
  }

  /** But for one use: NeuralTalk takes features from a network of an image row. */
  @Test
  void domainsDoNotUseEachOther() {
    assertDoesNotUse("image", anyOf("caption", "speech"));
    assertDoesNotUse("speech", anyOf("image", "caption"));
    assertDoesNotUse(
        "caption",
        anyOf("image", "speech").and(not(belongToAnyOf(Classifier.class, ResNet18Row.class))));
  }

  private static void assertDoesNotUse(String domain, DescribedPredicate<JavaClass> others) {
    noClasses()
        .that()
        .resideInAPackage("org.dsd4j.reproductions." + domain + "..")
        .should()
        .dependOnClassesThat(others)
        .check(classes);
  }

  private static DescribedPredicate<JavaClass> anyOf(String one, String another) {
    return resideInAnyPackage(
        "org.dsd4j.reproductions." + one + "..", "org.dsd4j.reproductions." + another + "..");
  }

  /** What all domains share knows none of them. */
  @Test
  void theSharedShapeKnowsNoDomain() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.dsd4j.reproductions.row..",
            "org.dsd4j.reproductions.recipe..",
            "org.dsd4j.reproductions.inference..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.dsd4j.reproductions.image..",
            "org.dsd4j.reproductions.caption..",
            "org.dsd4j.reproductions.speech..",
            "org.dsd4j.reproductions.run..",
            "org.dsd4j.reproductions.cli..")
        .check(classes);
  }

  @Test
  void onlyCommandLinesPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.dsd4j.reproductions.cli..")
        .and()
        .haveSimpleNameNotEndingWith("Main")
        .and()
        .doNotHaveSimpleName("TerminalStream")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  /** What DJL makes of values in Java may be garbage on MXNet; see ArrayValues. */
  @Test
  void valuesInJavaBecomeArraysInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ArrayValues.class.getName())
        .should()
        .callMethodWhere(
            describe(
                "NDManager.create is given values",
                call ->
                    call.getTarget().getOwner().isAssignableTo(NDManager.class)
                        && call.getTarget().getName().equals("create")
                        && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(ArchitectureTest::holdsValues)))
        .check(classes);
  }

  private static boolean holdsValues(JavaClass type) {
    return type.isArray() || type.isPrimitive() || type.isAssignableTo(Buffer.class);
  }
}
