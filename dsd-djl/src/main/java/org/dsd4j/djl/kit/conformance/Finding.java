package org.dsd4j.djl.kit.conformance;

import java.util.Optional;

/**
 * What came out of trying a capability on an engine.
 *
 * @param capability what was tried
 * @param problem one line that says what is wrong; empty when the engine passed
 */
public record Finding(Capability capability, Optional<String> problem) {
  /** What a table or a record says of a capability that the engine has. */
  public static final String PASSED = "passed";

  /**
   * Returns whether the engine has the capability.
   *
   * @return whether there is no problem
   */
  public boolean passed() {
    return problem.isEmpty();
  }

  /**
   * Says it in one line.
   *
   * @return {@link #PASSED}, or the problem
   */
  public String inWords() {
    return problem.orElse(PASSED);
  }
}
