/**
 * Method: the training loop.
 *
 * <p>{@link org.dsd4j.djl.training.DsdTraining} is the entry point for a DJL user: it takes a
 * block, a loss, an optimizer, datasets and a plan. {@link org.dsd4j.djl.training.DsdLoop} is the
 * loop below it, the only one of this project, and reads like Algorithm 1 of the paper; {@code
 * PlanRun} does what a training needs besides. DJL's {@code EasyTrain} is not used, because it
 * averages the means of batches of unequal size and does not wait for the tasks of an epoch.
 *
 * <p>To measure something else during training, implement {@link
 * org.dsd4j.djl.training.Evaluation}; to record something else, implement {@link
 * org.dsd4j.api.DsdObserver}.
 */
package org.dsd4j.djl.training;
