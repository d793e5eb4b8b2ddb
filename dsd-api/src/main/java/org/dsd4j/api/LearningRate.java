package org.dsd4j.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A learning rate as a function of the progress through one phase. The paper decays the rate inside
 * each phase "as in conventional training"; the schedules here are those of its baselines.
 */
public sealed interface LearningRate
    permits LearningRate.Constant,
        LearningRate.StepDecay,
        LearningRate.Polynomial,
        LearningRate.Warmup {

  /**
   * Returns the rate of one step.
   *
   * @param step the step, from 0
   * @param total the number of steps of the phase, at least 1
   * @return the rate, at least 0
   */
  double at(long step, long total);

  /**
   * Returns the rate that the schedule is built on, before any decay or warm-up.
   *
   * @return the rate, greater than 0
   */
  double base();

  /**
   * Returns the same schedule with every rate multiplied.
   *
   * @param factor what to multiply with, greater than 0
   * @return the schedule, never null
   */
  LearningRate scaled(double factor);

  /**
   * Describes the decay in words, without the base rate.
   *
   * @return a few words, never null
   */
  String describe();

  /**
   * The same rate at every step.
   *
   * @param base the rate, greater than 0
   */
  record Constant(double base) implements LearningRate {
    /** Checks the range. */
    public Constant {
      requireRate(base);
    }

    @Override
    public double at(long step, long total) {
      return base;
    }

    @Override
    public LearningRate scaled(double factor) {
      return new Constant(base * factor);
    }

    @Override
    public String describe() {
      return "constant";
    }
  }

  /**
   * Multiplied by a factor at each milestone.
   *
   * @param base the rate at first, greater than 0
   * @param factor what a milestone multiplies with, in (0, 1]
   * @param milestones shares of the phase, ascending, each in (0, 1)
   */
  record StepDecay(double base, double factor, List<Double> milestones) implements LearningRate {
    /** Checks the ranges. */
    public StepDecay {
      requireRate(base);
      milestones = List.copyOf(milestones);
      if (!(factor > 0 && factor <= 1)) {
        throw new IllegalArgumentException("decay factor must be in (0, 1] but was " + factor);
      }
      double last = 0;
      for (double milestone : milestones) {
        if (!(milestone > last && milestone < 1)) {
          throw new IllegalArgumentException(
              "milestones must ascend inside (0, 1) but were " + milestones);
        }
        last = milestone;
      }
    }

    @Override
    public double at(long step, long total) {
      long passed = milestones.stream().filter(m -> step >= Math.round(m * total)).count();
      return base * Math.pow(factor, (double) passed);
    }

    @Override
    public LearningRate scaled(double by) {
      return new StepDecay(base * by, factor, milestones);
    }

    @Override
    public String describe() {
      String at =
          milestones.stream()
              .map(m -> String.format(Locale.ROOT, "%.0f %%", m * 100))
              .collect(Collectors.joining(", "));
      return String.format(Locale.ROOT, "times %s at %s", factor, at);
    }
  }

  /**
   * {@code base * (1 - step/total)^power}, Caffe's "poly" policy.
   *
   * @param base the rate at first, greater than 0
   * @param power the exponent, greater than 0
   */
  record Polynomial(double base, double power) implements LearningRate {
    /** Checks the ranges. */
    public Polynomial {
      requireRate(base);
      if (!(power > 0)) {
        throw new IllegalArgumentException("power must be greater than 0 but was " + power);
      }
    }

    @Override
    public double at(long step, long total) {
      return base * Math.pow(1 - (double) step / total, power);
    }

    @Override
    public LearningRate scaled(double factor) {
      return new Polynomial(base * factor, power);
    }

    @Override
    public String describe() {
      return String.format(Locale.ROOT, "polynomial, power %s", power);
    }
  }

  /**
   * Rises in a straight line to the rate of another schedule over the first steps.
   *
   * @param after the schedule, which counts its steps from the start of the phase
   * @param share the share of the phase that rises, in (0, 1)
   */
  record Warmup(LearningRate after, double share) implements LearningRate {
    /** Checks the range. */
    public Warmup {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException("warm-up share must be in (0, 1) but was " + share);
      }
    }

    @Override
    public double at(long step, long total) {
      long rising = Math.round(share * total);
      double rate = after.at(step, total);
      return step < rising ? rate * (step + 1) / (rising + 1) : rate;
    }

    @Override
    public double base() {
      return after.base();
    }

    @Override
    public LearningRate scaled(double factor) {
      return new Warmup(after.scaled(factor), share);
    }

    @Override
    public String describe() {
      return String.format(
          Locale.ROOT, "warm-up over %.0f %%, then %s", share * 100, after.describe());
    }
  }

  /**
   * Returns a rate that stays the same.
   *
   * @param rate the rate, greater than 0
   * @return the schedule, never null
   */
  static LearningRate constant(double rate) {
    return new Constant(rate);
  }

  /**
   * Returns a rate that is multiplied by a factor at each milestone.
   *
   * @param rate the rate at first, greater than 0
   * @param factor what a milestone multiplies with, in (0, 1]
   * @param milestones shares of the phase, ascending, each in (0, 1)
   * @return the schedule, never null
   */
  static LearningRate steps(double rate, double factor, double... milestones) {
    return new StepDecay(rate, factor, Arrays.stream(milestones).boxed().toList());
  }

  /**
   * Returns Caffe's "poly" policy.
   *
   * @param rate the rate at first, greater than 0
   * @param power the exponent, greater than 0
   * @return the schedule, never null
   */
  static LearningRate polynomial(double rate, double power) {
    return new Polynomial(rate, power);
  }

  /**
   * Returns this schedule with a warm-up before it.
   *
   * @param share the share of the phase that rises, in (0, 1)
   * @return the schedule, never null
   */
  default LearningRate withWarmup(double share) {
    return new Warmup(this, share);
  }

  private static void requireRate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("learning rate must be greater than 0 but was " + rate);
    }
  }
}
