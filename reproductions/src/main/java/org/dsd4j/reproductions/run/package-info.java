/**
 * Runs rows: seeds, arms, records.
 *
 * <p>A {@link org.dsd4j.reproductions.run.RowRunner} takes rows; a {@link
 * org.dsd4j.reproductions.run.SeedRun} takes one seed of a row through its {@link
 * org.dsd4j.reproductions.run.Arm arms}, which share phases through checkpoints. What has finished
 * is skipped, what was broken off goes on.
 *
 * <p>A {@link org.dsd4j.reproductions.run.SensitivityRun} prunes the baselines of such runs, layer
 * by layer. A {@link org.dsd4j.reproductions.run.FinishedArm} gives the network of a run to whoever
 * uses it.
 */
package org.dsd4j.reproductions.run;
