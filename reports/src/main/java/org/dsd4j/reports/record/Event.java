package org.dsd4j.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a run's event log. Steps count from 1: step {@code n} is the one after which {@code
 * n} steps of the phase are done. {@code phaseIndex} points into {@link RunSpec#plan()}, so the
 * first phase of an arm that continues another one has an index above 0; {@code globalStep} counts
 * from the start of the first phase of the plan.
 *
 * <p>A line of the log also says what its writer's steady clock read, under {@value #CLOCK}: that
 * is no part of what happened, and {@code EventLog} reads it where durations are asked for.
 */
@JsonIgnoreProperties(Event.CLOCK)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Phase.class, name = "phase"),
  @JsonSubTypes.Type(value = Event.Masks.class, name = "masks"),
  @JsonSubTypes.Type(value = Event.Step.class, name = "step"),
  @JsonSubTypes.Type(value = Event.Evaluation.class, name = "evaluation"),
  @JsonSubTypes.Type(value = Event.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = Event.Diverged.class, name = "diverged"),
  @JsonSubTypes.Type(value = Event.Finished.class, name = "finished")
})
public sealed interface Event {
  /** Milliseconds since the process that wrote the line began to, by a clock that is never set. */
  String CLOCK = "clock";

  /** When it happened, by the machine's clock, which may be set: durations come from elsewhere. */
  Instant at();

  /**
   * A phase begins.
   *
   * @param at when
   * @param phaseIndex position in the plan
   * @param phase its name
   * @param kind as in {@link PhasePlan}
   * @param steps its budget in steps
   * @param globalStep steps done before it
   */
  record Phase(Instant at, int phaseIndex, String phase, String kind, long steps, long globalStep)
      implements Event {
    /** Checks names and ranges. */
    public Phase {
      Problems problems = Problems.ofEvent("phase", at, phaseIndex);
      problems.checkText("phase", phase);
      problems.check(
          kind != null && PhasePlan.KINDS.contains(kind),
          "kind must be DENSE, SPARSE or REDENSE but was '" + kind + "'");
      problems.checkCount("steps", steps, RecordLimits.STEPS);
      problems.checkCount("globalStep", globalStep, RecordLimits.STEPS);
      problems.throwIfAny();
    }
  }

  /**
   * Masks were made for a sparse phase.
   *
   * @param at when
   * @param phaseIndex position in the plan
   * @param layers one entry for each pruned layer
   */
  record Masks(Instant at, int phaseIndex, List<MaskedLayer> layers) implements Event {
    /** Checks ranges and copies the list. */
    public Masks {
      Problems problems = Problems.ofEvent("masks", at, phaseIndex);
      problems.checkPresent("layers", layers);
      problems.throwIfAny();
      layers = List.copyOf(layers);
    }
  }

  /**
   * A layer under its mask.
   *
   * @param path the parameter's block path
   * @param count number of its values
   * @param kept number of values the mask keeps
   */
  record MaskedLayer(String path, long count, long kept) {
    /** Checks the counts. */
    public MaskedLayer {
      if (path == null || path.isBlank()) {
        throw new IllegalArgumentException("a masked layer has no path");
      }
      if (kept < 0 || kept > count) {
        throw new IllegalArgumentException(
            "layer " + path + ": kept must be in [0, " + count + "] but was " + kept);
      }
    }

    /** Share of the values that the mask removes, in [0, 1]; 0 for an empty layer. */
    public double sparsity() {
      return count == 0 ? 0 : 1 - (double) kept / count;
    }
  }

  /**
   * A training step, or the mean over the steps since the last such line.
   *
   * @param at when
   * @param phaseIndex position in the plan
   * @param step steps of the phase done
   * @param globalStep steps of the plan done
   * @param loss mean training loss per example
   * @param learningRate rate of this step
   * @param examples training examples since the last such line of this phase
   */
  record Step(
      Instant at,
      int phaseIndex,
      long step,
      long globalStep,
      double loss,
      double learningRate,
      long examples)
      implements Event {
    /** Checks ranges: a run whose loss is no number ends with {@link Diverged} instead. */
    public Step {
      Problems problems = Problems.ofEvent("step", at, phaseIndex);
      problems.checkCount("step", step, RecordLimits.STEPS);
      problems.checkCount("globalStep", globalStep, RecordLimits.STEPS);
      problems.checkFigure("loss", loss);
      problems.checkAmount("learningRate", learningRate, RecordLimits.FIGURE);
      problems.checkCount("examples", examples, RecordLimits.EXAMPLES);
      problems.throwIfAny();
    }
  }

  /**
   * Figures on a split.
   *
   * @param at when
   * @param phaseIndex position in the plan
   * @param step steps of the phase done
   * @param globalStep steps of the plan done
   * @param split such as {@code validation}, the one whose figures the learning curves show
   * @param metrics values by metric id; NaN is allowed
   */
  record Evaluation(
      Instant at,
      int phaseIndex,
      long step,
      long globalStep,
      String split,
      Map<String, Double> metrics)
      implements Event {
    /** Checks ranges and copies the map, sorted. */
    public Evaluation {
      Problems problems = Problems.ofEvent("evaluation", at, phaseIndex);
      problems.checkCount("step", step, RecordLimits.STEPS);
      problems.checkCount("globalStep", globalStep, RecordLimits.STEPS);
      problems.checkText("split", split);
      problems.checkFigures("metrics", metrics);
      problems.throwIfAny();
      metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }
  }

  /**
   * A killed run goes on from its checkpoint. Lines of the phase at or beyond {@code step}, and of
   * later phases, were lost with the process and will be written again.
   *
   * @param at when
   * @param phaseIndex phase of the checkpoint
   * @param step the first step of the phase that is done again: steps in the checkpoint plus 1
   */
  record Resumed(Instant at, int phaseIndex, long step) implements Event {
    /** Checks ranges. */
    public Resumed {
      Problems problems = Problems.ofEvent("resumption", at, phaseIndex);
      problems.checkCount("step", step, RecordLimits.STEPS);
      problems.throwIfAny();
    }
  }

  /**
   * Loss or gradients stopped being finite; the run ends here.
   *
   * @param at when
   * @param phaseIndex position in the plan
   * @param step the step inside the phase
   * @param cause one line
   */
  record Diverged(Instant at, int phaseIndex, long step, String cause) implements Event {
    /** Checks ranges and that the cause is named. */
    public Diverged {
      Problems problems = Problems.ofEvent("divergence", at, phaseIndex);
      problems.checkCount("step", step, RecordLimits.STEPS);
      problems.checkText("cause", cause);
      problems.throwIfAny();
    }
  }

  /**
   * The run came to its end.
   *
   * @param at when
   */
  record Finished(Instant at) implements Event {
    /** Checks the moment. */
    public Finished {
      Problems.ofEvent("end", at, 0).throwIfAny();
    }
  }
}
