package org.dsd4j.reports;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.dsd4j.reports.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PRINTS_NOWHERE_ELSE =
      noClasses()
          .that()
          .doNotHaveSimpleName("ReportMain")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
