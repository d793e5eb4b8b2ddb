package org.dsd4j.djl.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.Phase;
import org.dsd4j.api.WeightMoment;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.Prunable;

/** Writes down every event with its place, and can end the training at one of them. */
final class EventLog implements DsdObserver {
  private final int killAt;
  private final List<String> events = new ArrayList<>();

  /** The training was ended from outside. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  EventLog() {
    this(Integer.MAX_VALUE);
  }

  /** Ends the training at the event of that index. */
  EventLog(int killAt) {
    this.killAt = killAt;
  }

  List<String> events() {
    return events;
  }

  private void add(String what, Position at) {
    events.add(what + " " + at.phase() + "/" + at.step() + "/" + at.globalStep());
    if (events.size() > killAt) {
      throw new Killed();
    }
  }

  @Override
  public void phaseStarted(Phase phase, Position at, long steps) {
    add("start " + phase.name() + " of " + steps, at);
  }

  @Override
  public void masksMade(Position at, MaskSet masks) {
    add("masks keep " + masks.kept() + " of " + masks.size(), at);
  }

  @Override
  public void moment(WeightMoment moment, Position at, List<? extends Prunable> parameters) {
    add(moment.toString(), at);
  }

  @Override
  public void stepDone(Step step) {
    add("step of " + step.examples() + " at " + step.learningRate(), step.at());
  }

  @Override
  public void evaluated(Position at, Map<String, Double> metrics) {
    add("evaluated " + metrics.keySet(), at);
  }

  @Override
  public void phaseEnded(Phase phase, Position at) {
    add("end " + phase.name(), at);
  }
}
