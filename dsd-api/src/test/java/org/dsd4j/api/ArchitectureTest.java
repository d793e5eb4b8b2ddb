package org.dsd4j.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.dsd4j.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule STANDS_ON_THE_JDK_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("org.dsd4j.api..", "java..");

  /** Each package is a slice, this one too: {@code (**)} sees what {@code (*)..} lumps together. */
  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("org.dsd4j.(**)").should().beFreeOfCycles();
}
