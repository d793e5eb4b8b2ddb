/**
 * The training loop.
 *
 * <p>{@link org.dsd4j.djl.training.DsdTraining} is the face for a DJL user: give it a block, a
 * loss, an optimizer, datasets and a plan. {@link org.dsd4j.djl.training.DsdLoop} is the loop below
 * it, the only one of this project: it reads like Algorithm 1 of the paper. DJL's {@code EasyTrain}
 * is not used, because it averages the means of batches of unequal size and leaves work of an epoch
 * unjoined.
 *
 * <p>To measure something else during training, implement {@link
 * org.dsd4j.djl.training.Evaluation}; to record something else, implement {@link
 * org.dsd4j.api.DsdObserver}.
 */
package org.dsd4j.djl.training;
