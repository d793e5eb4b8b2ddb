package org.dsd4j.reports.store;

import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;

/**
 * Receives what an {@link ArmFolder} has written, after it was written. Methods are called on the
 * thread that trains, so they must return quickly and must not throw.
 */
public interface ArmObserver {
  /**
   * A run begins or goes on.
   *
   * @param place the folder of the arm, with its {@code run.json}
   * @param spec what is run
   * @param environment where this start of it runs
   * @param goesOn whether an earlier start was broken off here
   */
  void started(ArmPath place, RunSpec spec, Environment environment, boolean goesOn);

  /**
   * A line was added to the event log.
   *
   * @param event the line
   */
  void appended(Event event);

  /**
   * A histogram was kept.
   *
   * @param histogram the layer at its moment
   */
  void weightsWritten(WeightHistogram histogram);

  /**
   * The run came to its end.
   *
   * @param result what came out
   */
  void finished(ArmResult result);

  /** The folder of a run that had begun was closed: it has finished, or was broken off. */
  void closed();
}
