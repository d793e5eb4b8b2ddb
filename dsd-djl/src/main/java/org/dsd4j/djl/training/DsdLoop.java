package org.dsd4j.djl.training;

import ai.djl.training.loss.Loss;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.WeightMoment;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;

/**
 * Trains a network through the phases of a plan, as Algorithm 1 of the paper:
 *
 * <pre>
 * Dense     while not converged:  W = W - rate * gradient
 * Sparse    S = sort(|W|);  threshold = S_k;  Mask = 1(|W| &gt; threshold)
 *           while not converged:  W = W - rate * gradient;  W = W * Mask
 * Re-dense  while not converged:  W = W - rate * gradient, the rate lower than before
 *           goto Sparse, for iterative DSD
 * </pre>
 *
 * <ul>
 *   <li>"while not converged" is the {@link Phase#budget} of a phase, and the rate its {@link
 *       Phase#rate}.
 *   <li>{@code Mask} is made by {@link PruningPolicy#prune}, which keeps exactly k weights, called
 *       from {@link MaskedOptimizer#prune}.
 *   <li>{@code W = W - rate * gradient} and {@code W = W * Mask} are {@link
 *       MaskedOptimizer#update}; the update is that of the decorated optimizer, for example {@link
 *       org.dsd4j.djl.optimizer.MomentumSgd}.
 *   <li>Re-dense begins with {@link MaskedOptimizer#lift}: pruned weights start again from zero.
 *   <li>"goto Sparse" is {@link DsdPlan#andAgain}: a plan lists its phases one by one.
 * </ul>
 *
 * <p>What a step does depends on the seed, the weights, the optimizer's state, the masks and the
 * step number alone. So a training that is killed, restored from its {@link Checkpoint} and
 * continued ends with the same bits as one that never stopped.
 *
 * @see <a href="https://arxiv.org/abs/1607.04381">Han et al., ICLR 2017, Algorithm 1</a>
 */
public final class DsdLoop {
  private final LoopParts parts;
  private final MaskedOptimizer optimizer;

  /**
   * Creates a loop.
   *
   * @param network the network to train
   * @param loss the mean loss over a batch
   * @param optimizer the optimizer, decorated with masks
   * @param rate the learning rate that the optimizer reads
   * @param data the training data
   * @param validation what is measured during training
   * @param observer is notified of every event of the training
   * @param settings evaluations, checkpoints and seed
   */
  public DsdLoop(
      Network network,
      Loss loss,
      MaskedOptimizer optimizer,
      PlannedRate rate,
      BatchSource data,
      Evaluation validation,
      DsdObserver observer,
      LoopSettings settings) {
    this.parts =
        new LoopParts(network, loss, optimizer, rate, data, validation, observer, settings);
    this.optimizer = optimizer;
  }

  /**
   * Runs a plan from a position to its end, or to where its settings stop it. At a position inside
   * a sparse phase the optimizer must have the masks of that phase, as {@link Checkpoint#restore}
   * leaves it.
   *
   * <p>Trainings in several threads of one JVM take turns, step by step.
   *
   * @param plan the plan
   * @param from where to start; {@link Position#START} for the whole plan
   * @return the position after the last step; one inside the plan when the training was stopped
   * @throws IllegalArgumentException when the pruning of a phase does not fit the network; then
   *     nothing has been trained
   * @throws org.dsd4j.djl.checkpoint.CheckpointException when checkpoints are asked for and cannot
   *     be written; at the start where that can be known
   * @throws DivergedException when the loss, a gradient or, at the end of a phase, a weight is not
   *     finite
   * @throws IllegalStateException when the position is inside a sparse phase and there are no masks
   */
  public Position run(DsdPlan plan, Position from) {
    try (PlanRun run = new PlanRun(parts, plan, from)) {
      while (run.hasNextPhase()) {
        Phase phase = run.startPhase();
        if (phase instanceof Phase.Sparse sparse) {
          sparse(run, sparse.pruning());
        } else if (phase instanceof Phase.Redense) {
          redense(run);
        } else {
          dense(run);
        }
        run.endPhase();
      }
      return run.position();
    }
  }

  /** Dense: while not converged, {@code W = W - rate * gradient}. */
  private void dense(PlanRun run) {
    if (run.atStartOfPhase()) {
      optimizer.lift();
    }
    run.trainPhase();
  }

  /**
   * Sparse: {@code Mask = 1(|W| > threshold)}, once; then, while not converged, {@code W = W - rate
   * * gradient} and {@code W = W * Mask}.
   */
  private void sparse(PlanRun run, PruningPolicy pruning) {
    if (run.atStartOfPhase()) {
      run.showWeights(WeightMoment.DENSE);
      MaskSet masks = optimizer.prune(pruning);
      run.showMasks(masks);
      run.showWeights(WeightMoment.PRUNED);
    }
    if (run.trainPhase()) {
      run.showWeights(WeightMoment.SPARSE);
    }
  }

  /** Re-dense: the mask is lifted; while not converged, {@code W = W - rate * gradient}. */
  private void redense(PlanRun run) {
    if (run.atStartOfPhase()) {
      optimizer.lift();
      run.showWeights(WeightMoment.REDENSE);
    }
    if (run.trainPhase()) {
      run.showWeights(WeightMoment.FINAL);
    }
  }
}
