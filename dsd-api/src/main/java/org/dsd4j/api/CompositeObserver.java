package org.dsd4j.api;

import java.util.List;
import java.util.Map;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.Prunable;

/** Notifies one observer, then another. */
record CompositeObserver(DsdObserver first, DsdObserver second) implements DsdObserver {
  @Override
  public void phaseStarted(Phase phase, Position at, long steps) {
    first.phaseStarted(phase, at, steps);
    second.phaseStarted(phase, at, steps);
  }

  @Override
  public void masksMade(Position at, MaskSet masks) {
    first.masksMade(at, masks);
    second.masksMade(at, masks);
  }

  @Override
  public void moment(WeightMoment moment, Position at, List<? extends Prunable> parameters) {
    first.moment(moment, at, parameters);
    second.moment(moment, at, parameters);
  }

  @Override
  public void stepDone(Step step) {
    first.stepDone(step);
    second.stepDone(step);
  }

  @Override
  public void evaluated(Position at, Map<String, Double> metrics) {
    first.evaluated(at, metrics);
    second.evaluated(at, metrics);
  }

  @Override
  public void epochDone(Position at, long epochs) {
    first.epochDone(at, epochs);
    second.epochDone(at, epochs);
  }

  @Override
  public void phaseEnded(Phase phase, Position at) {
    first.phaseEnded(phase, at);
    second.phaseEnded(phase, at);
  }
}
