package org.dsd4j.djl.training;

import ai.djl.util.Progress;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.Phase;

/** Shows the steps of each phase in a progress bar of DJL. */
record ProgressObserver(Progress progress) implements DsdObserver {
  @Override
  public void phaseStarted(Phase phase, Position at, long steps) {
    progress.reset(phase.name(), steps);
    progress.start(at.step());
  }

  @Override
  public void stepDone(Step step) {
    progress.update(step.at().step());
  }

  @Override
  public void phaseEnded(Phase phase, Position at) {
    progress.end();
  }
}
