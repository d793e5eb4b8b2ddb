package org.dsd4j.reports.store;

import java.nio.file.Path;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.SensitivitySpec;

/** Where in a store the records of one seed belong. */
record SeedPlace(String scale, String row, String engine, long seed) {
  static SeedPlace of(RunSpec spec) {
    return new SeedPlace(spec.scale(), spec.row(), spec.engine(), spec.seed());
  }

  static SeedPlace of(SensitivitySpec spec) {
    return new SeedPlace(spec.scale(), spec.row(), spec.engine(), spec.seed());
  }

  /** Tells whether a folder of a seed, of whatever attempt, stands at this place. */
  boolean isAt(Path seedFolder) {
    Path engineFolder = seedFolder.getParent();
    Path rowFolder = engineFolder.getParent();
    return SeedName.parse(name(seedFolder)).filter(parsed -> parsed.seed() == seed).isPresent()
        && name(engineFolder).equals(engine)
        && name(rowFolder).equals(row)
        && name(rowFolder.getParent()).equals(scale);
  }

  /** The place of what the seed's folder holds under that name, with slashes, for people. */
  String holding(String name) {
    return String.join("/", scale, row, engine, Long.toString(seed), name);
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }
}
