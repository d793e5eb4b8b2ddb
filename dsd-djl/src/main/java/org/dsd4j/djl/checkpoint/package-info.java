/**
 * Checkpoints: everything that a training needs to go on with the same bits.
 *
 * <p>A {@link org.dsd4j.djl.checkpoint.Checkpoint} is written as a {@link
 * org.dsd4j.djl.checkpoint.TensorFile}, which is a safetensors file, so Python reads it too. Orders
 * of examples, augmentation and dropout come from the seed and the step, so a place in the plan is
 * all there is to save of them.
 *
 * <p>{@link org.dsd4j.djl.checkpoint.GivenWeights} starts from weights that others published. A new
 * source of them needs a {@link org.dsd4j.djl.checkpoint.TensorNames}; a new format needs a kind
 * there, told apart by its first bytes, that hands its tensors to the same fitting.
 *
 * <p>{@link org.dsd4j.djl.checkpoint.WeightExport} writes the values of a network for a later start
 * or for another program, smaller where weights are zero. Another program needs an {@link
 * org.dsd4j.djl.checkpoint.ExportNames}; {@link org.dsd4j.djl.checkpoint.TorchNames} has both
 * directions of PyTorch's names.
 */
package org.dsd4j.djl.checkpoint;
