/**
 * Method: checkpoints, which hold everything that a training needs to continue with the same bits,
 * and files of weights.
 *
 * <p>A {@link org.dsd4j.djl.checkpoint.Checkpoint} is written as a {@link
 * org.dsd4j.djl.checkpoint.TensorFile}, which is a safetensors file, so Python reads it too. The
 * order of examples, augmentation and dropout depend on the seed and the step alone, so of these a
 * checkpoint saves the position in the plan and nothing else.
 *
 * <p>{@link org.dsd4j.djl.checkpoint.PretrainedWeights} starts from weights that others published.
 * A new source of them needs a {@link org.dsd4j.djl.checkpoint.TensorNames}; a new format needs a
 * kind there, recognised by its first bytes, that hands its tensors to the same fitting.
 *
 * <p>{@link org.dsd4j.djl.checkpoint.WeightExport} writes the values of a network for a later start
 * or for another program, smaller where weights are zero. Another program needs an {@link
 * org.dsd4j.djl.checkpoint.ExportNames}; {@link org.dsd4j.djl.checkpoint.TorchNames} has both
 * directions of PyTorch's names.
 */
package org.dsd4j.djl.checkpoint;
