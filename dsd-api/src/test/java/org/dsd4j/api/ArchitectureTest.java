package org.dsd4j.api;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** That this module needs the JDK alone is held by its {@code module-info}. */
@AnalyzeClasses(packages = "org.dsd4j.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Each package is a slice, the root package too: {@code (*)..} would not see it. */
  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("org.dsd4j.(**)").should().beFreeOfCycles();
}
