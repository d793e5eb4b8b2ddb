/**
 * Runs shown elsewhere while they run: TensorBoard, MLflow, and whatever is added.
 *
 * <p>The records of a run are its {@link org.dsd4j.reports.store.ArmFolder}. {@link
 * org.dsd4j.reports.tracking.RunTracking} observes what is written there and passes it on to each
 * target that was asked for, such as {@code tensorboard:logs}. Each target has one thread of its
 * own and a queue of bounded length before it. A target that fails, falls silent or falls behind is
 * given up with one line; the training neither waits for it nor ends with it, and no number of the
 * run depends on it.
 *
 * <p>{@code TrackingAdapter} turns the event log into what every target shows: figures with names
 * such as {@code train/loss}, notes, and histograms. Steps are those of the whole plan: an arm that
 * starts from the end of the dense phase goes on counting there, so curves of the arms of a seed
 * continue the curve of its baseline. Where a broken-off run goes on, {@link
 * org.dsd4j.reports.tracking.TrackedRun#firstStep()} says from where on it is done again.
 *
 * <p><b>To add a target</b>, write one class that implements {@link
 * org.dsd4j.reports.tracking.RunTrackerProvider} and returns a {@link
 * org.dsd4j.reports.tracking.RunTracker}, and name it in {@code
 * META-INF/services/org.dsd4j.reports.tracking.RunTrackerProvider}. It may block and it may throw;
 * it must not touch the folder of the run.
 */
package org.dsd4j.reports.tracking;
