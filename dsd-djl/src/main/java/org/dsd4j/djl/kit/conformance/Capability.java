package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDManager;

/**
 * Something that the suite, or a network of someone else's, needs of an engine.
 *
 * @param id short, in lower case with hyphens, as it stands in records
 * @param title what it is, for a table: one line without a full stop
 * @param check tries it
 */
public record Capability(String id, String title, Check check) {
  /** A small computation that is compared with plain Java. */
  @FunctionalInterface
  public interface Check {
    /**
     * Tries it.
     *
     * @param manager of the engine and the device; everything that is attached to it is closed
     *     afterwards
     * @throws ConformanceFailure when the engine computes something else; what the engine throws by
     *     itself, such as for an operation that it does not have, may pass
     */
    void run(NDManager manager);
  }
}
