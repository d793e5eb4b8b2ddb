/**
 * Method: optimizers for training under masks.
 *
 * <p>{@link org.dsd4j.djl.optimizer.MaskedOptimizer} decorates one of these, or one of DJL's that
 * runs on the engine, and can be used alone inside DJL's own {@code Trainer}. The optimizers here
 * run on every engine and show their state, so that a checkpoint can hold it; to add one, extend
 * {@link org.dsd4j.djl.optimizer.StatefulOptimizer}.
 */
package org.dsd4j.djl.optimizer;
