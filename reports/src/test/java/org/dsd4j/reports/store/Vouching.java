package org.dsd4j.reports.store;

import java.util.Map;

/** For tests that change the files of a finished run and want no word of that. */
public final class Vouching {
  private Vouching() {}

  /** Lists an arm's files as they are now. */
  public static void again(ArmPath arm) {
    RecordManifest.write(arm.path(), ArmRecord.specIn(arm).owner(), Map.of());
  }
}
