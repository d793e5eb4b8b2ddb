package org.dsd4j.djl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The method and the kit, see {@code package-info} of this package. */
@AnalyzeClasses(packages = "org.dsd4j.djl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_METHOD_USES_NOTHING_OF_THE_KIT =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.dsd4j.djl.kit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dsd4j.djl.kit..")
          .because("the method trains any network on any engine, with the kit or without");

  /** Each package is a slice: {@code (*)..} would make one of all that is below {@code kit}. */
  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("org.dsd4j.(**)").should().beFreeOfCycles();
}
