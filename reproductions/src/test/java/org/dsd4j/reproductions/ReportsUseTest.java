package org.dsd4j.reproductions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What of the module reports this one may use: training does not know rendering. */
@AnalyzeClasses(
    packages = "org.dsd4j.reproductions",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ReportsUseTest {
  @ArchTest
  static final ArchRule THE_COMMAND_LINE_ALONE_RENDERS =
      classes()
          .that()
          .resideOutsideOfPackage("org.dsd4j.reproductions.cli..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("org.dsd4j.reports..")
                  .or(
                      resideInAnyPackage(
                          "org.dsd4j.reports.claims",
                          "org.dsd4j.reports.metric",
                          "org.dsd4j.reports.record",
                          "org.dsd4j.reports.store",
                          "org.dsd4j.reports.text",
                          "org.dsd4j.reports.tracking")))
          .because("page, chart, table, live, compare and model show what others have recorded");

  /** A slice is one package: the root and each sub-package are slices of their own. */
  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("org.dsd4j.(**)").should().beFreeOfCycles();
}
