/**
 * Dense-Sparse-Dense training on DJL, in two halves.
 *
 * <p>The <b>method</b> trains a network of any blocks on any engine: {@link
 * org.dsd4j.djl.training}, {@link org.dsd4j.djl.optimizer}, {@link org.dsd4j.djl.network}, {@link
 * org.dsd4j.djl.checkpoint}, {@link org.dsd4j.djl.data} and {@link org.dsd4j.djl.check}. There are
 * three ways to use it, from the shortest to the most open:
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
 * <p>The <b>kit</b>, below {@code org.dsd4j.djl.kit}, is what the reproductions build and run
 * networks with: blocks ({@link org.dsd4j.djl.kit.nn}), the loss of speech recognition ({@link
 * org.dsd4j.djl.kit.ctc}), starting an engine with fixed settings ({@link
 * org.dsd4j.djl.kit.engine}), known faults of engines ({@link org.dsd4j.djl.kit.quirk}) and what an
 * engine has to be able to do ({@link org.dsd4j.djl.kit.conformance}). The kit uses the method; the
 * method never uses the kit, which {@code ArchitectureTest} holds.
 *
 * <p>For results that repeat, start the engine with {@link org.dsd4j.djl.kit.engine.EngineStart},
 * on other processors too by its {@code startReproducibly}, and build convolutions from {@link
 * org.dsd4j.djl.kit.nn.AlignedConv2d}: LibTorch's own are wrong for some channel counts on some
 * CPUs, which {@link org.dsd4j.djl.kit.engine.ArithmeticCheck} can show. {@link
 * org.dsd4j.djl.check.NetworkCheck} examines a network of any blocks.
 */
package org.dsd4j.djl;
