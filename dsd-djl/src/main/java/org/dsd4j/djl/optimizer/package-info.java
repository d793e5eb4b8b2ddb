/**
 * Optimizers for training under masks.
 *
 * <p>{@link org.dsd4j.djl.optimizer.MaskedOptimizer} decorates any DJL optimizer and can be used
 * alone inside DJL's own {@code Trainer}. The optimizers here show their state, so that a
 * checkpoint can hold it; to add one, extend {@link org.dsd4j.djl.optimizer.StatefulOptimizer}.
 */
package org.dsd4j.djl.optimizer;
