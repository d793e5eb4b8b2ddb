package org.dsd4j.djl.optimizer;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.function.Function;

/**
 * The optimizers under test, each with its formula for one weight in plain Java and double
 * precision. Settings are floats there, as in the optimizers.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
enum PlainUpdate {
  HEAVY_BALL(
      rate ->
          MomentumSgd.builder()
              .setLearningRateTracker(rate)
              .optMomentum(0.9f)
              .optWeightDecays(0.01f)
              .build(),
      (s, w, g, lr, t, matrix) -> {
        s[0] = 0.9f * s[0] + g + 0.01f * w;
        return w - lr * s[0];
      }),
  NESTEROV(
      rate ->
          MomentumSgd.builder()
              .setLearningRateTracker(rate)
              .optMomentum(0.9f)
              .optNesterov(true)
              .build(),
      (s, w, g, lr, t, matrix) -> {
        s[0] = 0.9f * s[0] + g;
        return w - lr * (g + 0.9f * s[0]);
      }),
  RMS_PROP(
      rate ->
          RmsProp.builder()
              .setLearningRateTracker(tenth(rate))
              .optRho(0.9f)
              .optEpsilon(1e-3f)
              .optWeightDecays(0.01f)
              .build(),
      (s, w, g, lr, t, matrix) -> {
        double decayed = matrix ? g + 0.01f * w : g;
        s[0] = 0.9f * s[0] + (1 - 0.9f) * decayed * decayed;
        return w - 0.1 * lr * decayed / Math.sqrt(s[0] + 1e-3f);
      }),
  ADAM(
      rate ->
          Adam.builder()
              .setLearningRateTracker(tenth(rate))
              .optEpsilon(1e-3f)
              .optWeightDecays(0.01f)
              .build(),
      (s, w, g, lr, t, matrix) -> w - adam(s, g + 0.01f * w, 0.1 * lr, t)),
  ADAM_W(
      rate ->
          Adam.builder()
              .setLearningRateTracker(tenth(rate))
              .optEpsilon(1e-3f)
              .optWeightDecays(0.1f)
              .optDecoupledDecay(true)
              .build(),
      (s, w, g, lr, t, matrix) -> w * (1 - 0.1 * lr * 0.1f) - adam(s, g, 0.1 * lr, t)),
  DJL_SGD(
      rate ->
          Optimizer.sgd()
              .setLearningRateTracker(rate)
              .optMomentum(0.9f)
              .optWeightDecays(0.01f)
              .build(),
      (s, w, g, lr, t, matrix) -> {
        s[0] = 0.9f * s[0] + lr * (g + 0.01f * w);
        return w - s[0];
      }),
  DJL_ADAM(
      rate -> Optimizer.adam().optLearningRateTracker(tenth(rate)).optEpsilon(1e-3f).build(),
      (s, w, g, lr, t, matrix) -> w - djlsAdam(s, g, 0.1 * lr, t)),
  DJL_ADAM_W(
      rate ->
          Optimizer.adamW()
              .optLearningRateTracker(tenth(rate))
              .optEpsilon(1e-3f)
              .optWeightDecays(0.1f)
              .build(),
      (s, w, g, lr, t, matrix) -> w - 0.1 * lr * 0.1f * w - djlsAdam(s, g, 0.1 * lr, t)),
  DJL_NAG(
      rate -> Optimizer.nag().setLearningRateTracker(rate).setMomentum(0.9f).build(),
      (s, w, g, lr, t, matrix) -> {
        s[0] = 0.9f * s[0] + g;
        return w - lr * (g + 0.9f * s[0]);
      }),
  DJL_RMS_PROP(
      rate ->
          Optimizer.rmsprop()
              .optLearningRateTracker(tenth(rate))
              .optCentered(false)
              .optEpsilon(1e-3f)
              .build(),
      (s, w, g, lr, t, matrix) -> {
        s[0] = 0.9f * s[0] + (1 - 0.9f) * g * g;
        return w - 0.1 * lr * g / Math.sqrt(s[0] + 1e-3f);
      }),
  DJL_ADAGRAD(
      rate -> Optimizer.adagrad().optLearningRateTracker(tenth(rate)).optEpsilon(1e-3f).build(),
      (s, w, g, lr, t, matrix) -> {
        s[0] += g * g;
        return w - 0.1 * lr * g / Math.sqrt(s[0] + 1e-3f);
      });

  private final Function<Tracker, Optimizer> factory;
  private final Formula formula;

  PlainUpdate(Function<Tracker, Optimizer> factory, Formula formula) {
    this.factory = factory;
    this.formula = formula;
  }

  /** The formula of one weight. */
  @FunctionalInterface
  interface Formula {
    /**
     * Returns the weight after an update.
     *
     * @param s the state of the weight, two numbers, zeros at first
     * @param w the weight
     * @param g its gradient
     * @param lr the rate
     * @param t the number of this update, from 1
     * @param matrix whether the parameter has two dimensions
     */
    double update(double[] s, double w, double g, double lr, int t, boolean matrix);
  }

  Optimizer optimizer(Tracker rate) {
    return factory.apply(rate);
  }

  Formula formula() {
    return formula;
  }

  /** Returns whether it is one of this library's, whose state is masked too. */
  boolean showsItsState() {
    return !name().startsWith("DJL");
  }

  private static Tracker tenth(Tracker rate) {
    return updates -> 0.1f * rate.getNewValue(updates);
  }

  private static double adam(double[] s, double g, double lr, int t) {
    s[0] = 0.9f * s[0] + (1.0 - 0.9f) * g;
    s[1] = 0.999f * s[1] + (1.0 - 0.999f) * g * g;
    double mean = s[0] / (1 - Math.pow(0.9f, t));
    return lr * mean / (Math.sqrt(s[1] / (1 - Math.pow(0.999f, t))) + 1e-3f);
  }

  private static double djlsAdam(double[] s, double g, double lr, int t) {
    s[0] = 0.9f * s[0] + (1.0 - 0.9f) * g;
    s[1] = 0.999f * s[1] + (1.0 - 0.999f) * g * g;
    double corrected = lr * Math.sqrt(1 - Math.pow(0.999f, t)) / (1 - Math.pow(0.9f, t));
    return corrected * s[0] / (Math.sqrt(s[1]) + 1e-3f);
  }
}
