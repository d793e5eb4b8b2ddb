package org.dsd4j.reports.live;

import java.util.Locale;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmRecord;

/**
 * A row at a scale on an engine, as the page chooses it.
 *
 * @param key unique in a store; letters, digits, dots and hyphens
 * @param name the display name
 */
record RowKey(String key, String name) {
  static RowKey of(RunSpec spec) {
    return new RowKey(
        String.join("-", spec.scale(), spec.row(), spec.engine()).toLowerCase(Locale.ROOT),
        spec.row() + " (" + spec.scale() + ", " + spec.engine() + ")");
  }

  /** Where an arm stands in the store. */
  static String place(ArmRecord arm) {
    RunSpec spec = arm.spec();
    String seed = arm.place().seed().name();
    return String.join("/", spec.scale(), spec.row(), spec.engine(), seed, spec.arm());
  }
}
