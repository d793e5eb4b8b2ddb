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
  /** Checks that nothing is missing. */
  RunFile {
    checkPresent(specId, spec, environment);
  }

  /** Of a specification's file, of whatever is specified. */
  static void checkPresent(String specId, Object spec, Environment environment) {
    if (specId == null || spec == null || environment == null) {
      throw new IllegalArgumentException("specId, spec and environment must all be there");
    }
  }

  /** Whether the files of this run have checksums. */
  boolean sealed() {
    return format >= RunStore.SEALED;
  }

  static RunFile of(RunSpec spec, Environment environment) {
    return new RunFile(RunStore.FORMAT, spec.id(), spec, environment);
  }
}
