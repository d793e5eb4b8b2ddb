package org.dsd4j.reports.store;

import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.SensitivitySpec;

/** What a seed belongs to: it decides where in a store its records lie. */
record SeedKey(String scale, String row, String engine, long seed) {
  static SeedKey of(RunSpec spec) {
    return new SeedKey(spec.scale(), spec.row(), spec.engine(), spec.seed());
  }

  static SeedKey of(SensitivitySpec spec) {
    return new SeedKey(spec.scale(), spec.row(), spec.engine(), spec.seed());
  }

  /** Tells whether a folder of a seed, of whatever attempt, stands at this place. */
  boolean isAt(SeedPath folder) {
    return SeedName.parse(folder.name()).filter(parsed -> parsed.seed() == seed).isPresent()
        && folder.engine().name().equals(engine)
        && folder.row().name().equals(row)
        && folder.row().scale().equals(scale);
  }

  /**
   * The place of what the seed's folder holds under that name, with slashes, as messages show it.
   */
  String holding(String name) {
    return String.join("/", scale, row, engine, Long.toString(seed), name);
  }
}
