package org.dsd4j.reports.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How a run ended: with figures, or with the reason why there are none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Measured.class, name = "measured"),
  @JsonSubTypes.Type(value = Outcome.Diverged.class, name = "diverged"),
  @JsonSubTypes.Type(value = Outcome.NotRun.class, name = "not-run")
})
public sealed interface Outcome {
  /**
   * The run came to its end.
   *
   * @param metrics values on the test split after the last step, by metric id, in the metric's
   *     unit; all finite
   */
  record Measured(Map<String, Double> metrics) implements Outcome {
    /** Checks that every value is a finite number and copies the map, sorted. */
    public Measured {
      Problems problems = new Problems("measured metrics");
      problems.check(metrics != null && !metrics.isEmpty(), "there is none");
      problems.throwIfAny();
      metrics.forEach(
          (id, value) ->
              problems.check(
                  value != null && Double.isFinite(value),
                  id + " must be a finite number but was " + value));
      problems.throwIfAny();
      metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }
  }

  /**
   * Loss or gradients stopped being finite.
   *
   * @param phase name of the phase it happened in
   * @param step the step inside that phase
   * @param cause one line that says what was seen
   */
  record Diverged(String phase, long step, String cause) implements Outcome {
    /** Checks that the cause is named. */
    public Diverged {
      Problems problems = new Problems("diverged run");
      problems.checkText("phase", phase);
      problems.checkCount("step", step, RecordLimits.STEPS);
      problems.checkText("cause", cause);
      problems.throwIfAny();
    }
  }

  /**
   * The run was left out.
   *
   * @param reason one line
   */
  record NotRun(String reason) implements Outcome {
    /** Checks that there is a reason. */
    public NotRun {
      Problems problems = new Problems("run that was left out");
      problems.checkText("reason", reason);
      problems.throwIfAny();
    }
  }
}
