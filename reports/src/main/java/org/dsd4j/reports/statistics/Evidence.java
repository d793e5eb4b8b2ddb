package org.dsd4j.reports.statistics;

import java.util.List;
import java.util.Optional;

/**
 * What {@link VerdictRule} looks at, for one row.
 *
 * @param reference what a sentence calls that which DSD is compared with
 * @param toBaseline DSD against the baseline; empty when no seed has both
 * @param control name of the control of equal budget with the best mean; empty when none was run
 * @param toControl DSD against that control; empty when no seed has both
 * @param diverged which run of baseline or DSD stopped with a loss that was no number, and where;
 *     empty when none did
 * @param missing why baseline or DSD has no figures; empty when both have
 * @param warnings what else a reader must know, such as a control that diverged
 */
public record Evidence(
    String reference,
    Optional<PairedComparison> toBaseline,
    String control,
    Optional<PairedComparison> toControl,
    String diverged,
    String missing,
    List<String> warnings) {
  /** What is usually compared with. */
  public static final String BASELINE = "the baseline";

  /** Copies the list. */
  public Evidence {
    warnings = List.copyOf(warnings);
  }

  /**
   * Evidence against the plain baseline.
   *
   * @param toBaseline as above
   * @param control as above
   * @param toControl as above
   * @param diverged as above
   * @param missing as above
   * @param warnings as above
   */
  public Evidence(
      Optional<PairedComparison> toBaseline,
      String control,
      Optional<PairedComparison> toControl,
      String diverged,
      String missing,
      List<String> warnings) {
    this(BASELINE, toBaseline, control, toControl, diverged, missing, warnings);
  }
}
