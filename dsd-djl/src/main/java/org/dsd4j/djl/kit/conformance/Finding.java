package org.dsd4j.djl.kit.conformance;

import java.util.Optional;

/**
 * The result of checking a capability of an engine.
 *
 * @param capability the capability
 * @param problem one line that says what is wrong; empty when the engine passed
 */
public record Finding(Capability capability, Optional<String> problem) {
  /** The text in tables and records for a capability that the engine has. */
  public static final String PASSED = "passed";

  /**
   * Returns whether the engine has the capability.
   *
   * @return true if there is no problem
   */
  public boolean passed() {
    return problem.isEmpty();
  }

  /**
   * Describes the result in one line.
   *
   * @return {@link #PASSED}, or the problem
   */
  public String inWords() {
    return problem.orElse(PASSED);
  }
}
