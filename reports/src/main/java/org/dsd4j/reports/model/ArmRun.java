package org.dsd4j.reports.model;

import java.util.Optional;
import org.dsd4j.reports.store.ArmRecord;

/**
 * One arm with one seed, run or not.
 *
 * @param seed the seed
 * @param status how far it came
 * @param note what a reader should know of a run without figures; empty for a measured one
 * @param record its records; empty when there are none
 */
public record ArmRun(long seed, Status status, String note, Optional<ArmRecord> record) {
  /** How far a run came. */
  public enum Status {
    /** It has figures. */
    MEASURED,
    /** It stopped with a loss or a gradient that is no number. */
    DIVERGED,
    /** It runs, or was broken off. */
    UNFINISHED,
    /** It was left out. */
    NOT_RUN
  }
}
