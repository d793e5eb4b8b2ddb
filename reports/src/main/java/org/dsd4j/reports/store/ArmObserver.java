package org.dsd4j.reports.store;

import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;

/**
 * Is told what an {@link ArmFolder} has written, after it stands on the disk. It is called on the
 * thread that trains, so it must return at once and must not throw.
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
   * A line was added to the diary.
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
