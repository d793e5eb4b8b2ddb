/**
 * Checkpoints: everything that a training needs to go on with the same bits.
 *
 * <p>A {@link org.dsd4j.djl.checkpoint.Checkpoint} is written as a {@link
 * org.dsd4j.djl.checkpoint.TensorFile}, which is a safetensors file, so Python reads it too. Orders
 * of examples, augmentation and dropout come from the seed and the step, so a place in the plan is
 * all there is to save of them.
 */
package org.dsd4j.djl.checkpoint;
