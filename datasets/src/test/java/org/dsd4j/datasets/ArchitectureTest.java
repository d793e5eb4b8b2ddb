package org.dsd4j.datasets;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.dsd4j.datasets",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Each package is a slice of its own, the root package included. */
  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("org.dsd4j.(**)").should().beFreeOfCycles();
}
