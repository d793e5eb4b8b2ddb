package org.dsd4j.reports;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

@AnalyzeClasses(
    packages = "org.dsd4j.reports",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..")
          .because("a report is made from records alone");

  @ArchTest
  static final ArchRule USES_NO_OTHER_MODULE =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.dsd4j..").and(resideOutsideOfPackage("org.dsd4j.reports..")));

  /** A slice is one package: the root and each sub-package are slices of their own. */
  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("org.dsd4j.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule TRACKING_RENDERS_NOTHING =
      classes()
          .that()
          .resideInAPackage("org.dsd4j.reports.tracking..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("org.dsd4j..")
                  .or(
                      resideInAnyPackage(
                          "org.dsd4j.reports.record",
                          "org.dsd4j.reports.store",
                          "org.dsd4j.reports.text",
                          "org.dsd4j.reports.tracking..")))
          .because("a training reaches it, and a training does not know how a report looks");

  @ArchTest
  static final ArchRule TEXT_KNOWS_NO_REPORT =
      classes()
          .that()
          .resideInAPackage("org.dsd4j.reports.text")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("org.dsd4j..")
                  .or(
                      resideInAnyPackage(
                          "org.dsd4j.reports.record",
                          "org.dsd4j.reports.statistics",
                          "org.dsd4j.reports.text")));

  @ArchTest
  static final ArchRule RECORDS_KNOW_NOBODY =
      classes()
          .that()
          .resideInAPackage("org.dsd4j.reports.record")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("org.dsd4j..")
                  .or(resideInAPackage("org.dsd4j.reports.record")));

  @ArchTest
  static final ArchRule THE_STORE_KNOWS_RECORDS_ALONE =
      classes()
          .that()
          .resideInAPackage("org.dsd4j.reports.store")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("org.dsd4j..")
                  .or(resideInAnyPackage("org.dsd4j.reports.record", "org.dsd4j.reports.store")));

  @ArchTest
  static final ArchRule PRINTS_NOWHERE_ELSE =
      noClasses()
          .that()
          .doNotHaveSimpleName("ReportMain")
          .and()
          .doNotHaveSimpleName("TerminalStream")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
