/**
 * Dense-Sparse-Dense training on DJL.
 *
 * <p>Three ways in, from the shortest to the most open:
 *
 * <ul>
 *   <li>{@link org.dsd4j.djl.training.DsdTraining} takes a block, a loss, an optimizer, datasets
 *       and a plan, and trains.
 *   <li>{@link org.dsd4j.djl.optimizer.MaskedOptimizer} decorates a DJL optimizer and works inside
 *       DJL's own {@code Trainer}; the training stays the user's.
 *   <li>{@link org.dsd4j.djl.training.DsdLoop} is the loop with every part in the open: the {@link
 *       org.dsd4j.djl.network.Network}, the {@link org.dsd4j.djl.data.BatchSource}, the evaluation,
 *       the observer and the checkpoints. The reproductions of the paper run on it.
 * </ul>
 *
 * <p>Start the engine with {@link org.dsd4j.djl.kit.engine.EngineStart}, and build convolutions
 * from {@link org.dsd4j.djl.kit.nn.AlignedConv2d}: LibTorch's own are wrong for some channel counts
 * on some CPUs, which {@link org.dsd4j.djl.kit.engine.ArithmeticCheck} can show. {@link
 * org.dsd4j.djl.check.NetworkCheck} looks at a network of any blocks.
 */
package org.dsd4j.djl;
