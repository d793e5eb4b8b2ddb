/**
 * Runs for TensorBoard: {@code tensorboard:DIR} and then {@code tensorboard --logdir DIR}.
 *
 * <p>Each arm has a folder of its own, {@code DIR/scale/row/engine/seed/arm}, and each start of it
 * an event file in there. The messages are TensorFlow's own classes; the frame around them, {@link
 * org.dsd4j.reports.tracking.tensorboard.EventFile}, is a few lines. A run that goes on after it
 * was broken off begins its new file with a {@code SessionLog} of the kind START, and TensorBoard
 * drops what earlier files have at that step or beyond it.
 *
 * <p>Shown are: figures as scalars, the histograms of the five moments, each under its own name
 * {@code weights/…} because two moments can share a step, and what the run is, its phases and its
 * end as texts.
 */
package org.dsd4j.reports.tracking.tensorboard;
