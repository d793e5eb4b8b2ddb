package org.dsd4j.reports.tracking;

import java.io.IOException;
import java.util.SortedMap;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.WeightHistogram;

/**
 * A target that shows runs, one after the other. All methods are called on one thread, which is not
 * the one that trains: they may wait. An exception, or a call that takes too long, ends the use of
 * this target.
 */
public interface RunTracker extends AutoCloseable {
  /**
   * A run begins, or goes on after it was broken off.
   *
   * @param run the run
   * @throws IOException if the target cannot be used
   */
  void begin(TrackedRun run) throws IOException;

  /**
   * Shows figures.
   *
   * @param at when
   * @param figures values by name, such as {@code train/loss}; a slash groups; NaN is possible
   * @throws IOException if the target cannot be used
   */
  void log(LogPoint at, SortedMap<String, Double> figures) throws IOException;

  /**
   * Shows a text; an earlier one of the same title is out of date.
   *
   * @param at when
   * @param title one word, such as {@code phase}
   * @param text one line
   * @throws IOException if the target cannot be used
   */
  default void note(LogPoint at, String title, String text) throws IOException {}

  /**
   * Shows how weights are spread.
   *
   * @param at when
   * @param histogram the layer at its moment
   * @throws IOException if the target cannot be used
   */
  default void weights(LogPoint at, WeightHistogram histogram) throws IOException {}

  /**
   * Nothing more waits to be shown: what was held back for a larger piece goes out.
   *
   * @throws IOException if the target cannot be used
   */
  default void flush() throws IOException {}

  /**
   * The run came to its end. Its figures have been logged.
   *
   * @param at when
   * @param result what came out
   * @throws IOException if the target cannot be used
   */
  void end(LogPoint at, ArmResult result) throws IOException;

  /**
   * The run was broken off; it may go on in another process.
   *
   * @param at when
   * @throws IOException if the target cannot be used
   */
  void breakOff(LogPoint at) throws IOException;

  @Override
  void close() throws IOException;
}
