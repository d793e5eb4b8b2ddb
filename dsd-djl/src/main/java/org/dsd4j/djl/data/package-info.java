/**
 * Method: batches that can start at any step, so that a training can be resumed at any step.
 *
 * <p>A {@link org.dsd4j.djl.data.BatchSource} opens a {@link org.dsd4j.djl.data.BatchStream} at a
 * global step; what it then serves depends on the seed and that step alone. {@link
 * org.dsd4j.djl.data.DatasetBatches} makes one from any DJL {@code RandomAccessDataset}; {@link
 * org.dsd4j.djl.data.EpochOrder} gives the order of the examples. To add a kind of data, implement
 * {@code BatchSource}.
 */
package org.dsd4j.djl.data;
