package org.dsd4j.reports.store;

import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.RunSpec;

/**
 * Content of {@code run.json}.
 *
 * @param format version of the files in this folder
 * @param specId {@link RunSpec#id()} at the time of writing
 * @param spec what is run
 * @param environment where
 */
record RunFile(int format, String specId, RunSpec spec, Environment environment) {
  /** Whether the files of this run have checksums. */
  boolean sealed() {
    return format >= RunStore.SEALED;
  }

  static RunFile of(RunSpec spec, Environment environment) {
    return new RunFile(RunStore.FORMAT, spec.id(), spec, environment);
  }
}
