/**
 * What Dense-Sparse-Dense training is, without an engine.
 *
 * <p>A {@link org.dsd4j.api.DsdPlan} is a list of {@link org.dsd4j.api.Phase phases}. Each phase
 * has a {@link org.dsd4j.api.Budget} (epochs or steps), a {@link org.dsd4j.api.LearningRate} that
 * decays inside the phase, and, when it is sparse, a {@link org.dsd4j.api.pruning.PruningPolicy}
 * that says which parameters are pruned and how much. A plan for a network with 30 % sparsity
 * reads:
 *
 * <pre>{@code
 * LearningRate rate = LearningRate.steps(0.1, 0.1, 0.5, 0.75);
 * DsdPlan plan =
 *     DsdPlan.of(
 *         new Phase.Dense("dense", Budget.epochs(90), rate),
 *         new Phase.Sparse("sparse", Budget.epochs(45), rate.scaled(0.1),
 *             PruningPolicy.perLayer(Sparsity.of(0.30)).excluding("conv1.weight", "first layer")),
 *         new Phase.Redense("redense", Budget.epochs(45), rate.scaled(0.01)));
 * }</pre>
 *
 * <p>The controls that a claim needs come from the same plan: {@link
 * org.dsd4j.api.DsdPlan#baseline()}, {@link org.dsd4j.api.DsdPlan#continued()} and {@link
 * org.dsd4j.api.DsdPlan#lowerRate(double)}. A loop, for example {@code DsdLoop} of the module
 * {@code dsd-djl}, runs the phases one after another and notifies a {@link
 * org.dsd4j.api.DsdObserver} of what happens.
 *
 * @see <a href="https://arxiv.org/abs/1607.04381">DSD: Dense-Sparse-Dense Training for Deep Neural
 *     Networks, Han et al., ICLR 2017, Algorithm 1</a>
 */
package org.dsd4j.api;
