package org.dsd4j.api;

import java.util.List;
import java.util.Map;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.Prunable;

/**
 * Is notified of the events of a training. Every method does nothing by default. The methods are
 * called on the thread of the training, which waits until they return; an exception ends the
 * training.
 */
public interface DsdObserver {
  /**
   * A position in a plan.
   *
   * @param phase the index of the phase, from 0
   * @param step the number of steps of that phase that are done
   * @param globalStep the number of steps of the whole plan that are done
   */
  record Position(int phase, long step, long globalStep) {
    /** Where every plan starts. */
    public static final Position START = new Position(0, 0, 0);
  }

  /**
   * One update of the weights.
   *
   * @param at the position after the step
   * @param loss the mean loss over the examples of the batch, before the update
   * @param examples the number of examples in the batch
   * @param learningRate the rate of the update
   * @param times how long each part of the step took
   */
  record Step(Position at, double loss, int examples, double learningRate, StepTimes times) {}

  /**
   * A phase starts, or continues after a checkpoint was restored.
   *
   * @param phase the phase
   * @param at the position; its step is greater than 0 when the phase continues
   * @param steps the steps of the whole phase
   */
  default void phaseStarted(Phase phase, Position at, long steps) {}

  /**
   * The masks of a sparse phase were made.
   *
   * @param at the position
   * @param masks the masks
   */
  default void masksMade(Position at, MaskSet masks) {}

  /**
   * The weights are at one of the moments of the paper's Figure 2.
   *
   * @param moment the moment
   * @param at the position
   * @param parameters all parameters; their values are valid during the call alone
   */
  default void moment(WeightMoment moment, Position at, List<? extends Prunable> parameters) {}

  /**
   * A step was done.
   *
   * @param step the step
   */
  default void stepDone(Step step) {}

  /**
   * The validation split was evaluated.
   *
   * @param at the position
   * @param metrics values by metric id
   */
  default void evaluated(Position at, Map<String, Double> metrics) {}

  /**
   * An epoch ended: every example was seen once more since the plan began. If the validation split
   * was evaluated at this position, that came first.
   *
   * @param at the position
   * @param epochs the epochs that are done, from 1
   */
  default void epochDone(Position at, long epochs) {}

  /**
   * A phase ended.
   *
   * @param phase the phase
   * @param at the position
   */
  default void phaseEnded(Phase phase, Position at) {}

  /**
   * Returns an observer that notifies this one, then another.
   *
   * @param next the other observer
   * @return both, never null
   */
  default DsdObserver and(DsdObserver next) {
    return new CompositeObserver(this, next);
  }
}
