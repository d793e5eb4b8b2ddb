package org.dsd4j.datasets;

/**
 * Examples that are trained on together. The arrays belong to the caller that took the batch.
 *
 * @param pixels standardised values (N, C, H, W) with N = {@code count}
 * @param labels class of each example, {@code count} of them
 * @param indices index of each example in its dataset, {@code count} of them
 * @param count number of examples: the batch size, or less in the last batch of an order and where
 *     broken examples were left out; 0 if all were broken, and then there is nothing to train on
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to native memory, never compared
public record ImageBatch(float[] pixels, int[] labels, int[] indices, int count) {}
