package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDManager;

/**
 * Something that an engine has to be able to do for the suite, or for networks of users.
 *
 * @param id short, in lower case with hyphens, as in records
 * @param title a description for a table: one line without a full stop
 * @param check the computation that checks it
 */
public record Capability(String id, String title, Check check) {
  /** A small computation that is compared with plain Java. */
  @FunctionalInterface
  public interface Check {
    /**
     * Checks the capability.
     *
     * @param manager a manager of the engine and the device, which is closed afterwards
     * @throws ConformanceFailure when the engine computes something different; exceptions of the
     *     engine itself, such as for an operation that it does not have, may be thrown too
     */
    void run(NDManager manager);
  }
}
