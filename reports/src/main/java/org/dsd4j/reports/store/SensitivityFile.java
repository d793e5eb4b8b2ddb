package org.dsd4j.reports.store;

import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.SensitivitySpec;

/**
 * Content of {@code sensitivity.json}.
 *
 * @param format version of the files in this folder
 * @param specId {@link SensitivitySpec#id()} at the time of writing
 * @param spec what is measured
 * @param environment where
 */
record SensitivityFile(int format, String specId, SensitivitySpec spec, Environment environment) {
  /** Checks that nothing is missing. */
  SensitivityFile {
    RunFile.checkPresent(specId, spec, environment);
  }

  /** Whether the files of this analysis have checksums. */
  boolean sealed() {
    return format >= RunStore.SEALED;
  }

  static SensitivityFile of(SensitivitySpec spec, Environment environment) {
    return new SensitivityFile(RunStore.FORMAT, spec.id(), spec, environment);
  }
}
