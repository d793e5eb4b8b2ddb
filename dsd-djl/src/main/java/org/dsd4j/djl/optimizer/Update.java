package org.dsd4j.djl.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.dsd4j.djl.network.Precision;

/**
 * The inputs and outputs of one update of one parameter, for {@link StatefulOptimizer#step}.
 *
 * <p>The gradient that the caller passed in is never changed. {@link #rescale}, {@link #clip} and
 * {@link #decay} make a new one, and are called in the order of the formula.
 */
public final class Update implements AutoCloseable {
  private final StatefulOptimizer optimizer;
  private final NDArray weight;
  private final Precision precision;
  private final Map<String, NDArray> slots;
  private final float rate;
  private final int count;
  private NDArray gradient;
  private boolean own;

  Update(
      StatefulOptimizer optimizer,
      NDArray weight,
      NDArray gradient,
      float rate,
      int count,
      Map<String, NDArray> slots) {
    this.optimizer = optimizer;
    this.weight = weight;
    this.precision = Precision.of(weight);
    this.gradient = gradient;
    this.rate = rate;
    this.count = count;
    this.slots = slots;
  }

  /**
   * Returns the weight.
   *
   * @return the array to be written in place
   */
  public NDArray weight() {
    return weight;
  }

  /**
   * Returns the gradient, with the changes that were made to it here.
   *
   * @return the array, to be read only
   */
  public NDArray gradient() {
    return gradient;
  }

  /**
   * Returns the learning rate.
   *
   * @return the rate of this update
   */
  public double rate() {
    return rate;
  }

  /**
   * Returns the number of this update among those of the parameter.
   *
   * @return the number, from 1
   */
  public int count() {
    return count;
  }

  /**
   * Returns a number in the type in which the engine has to be given it, in the precision of the
   * weight.
   *
   * @param value the number
   * @return the number, rounded in single precision
   */
  public Number number(double value) {
    return precision.number(value);
  }

  /**
   * Returns the state of the parameter, zeros at its first update.
   *
   * @param name the name of the slot, such as {@code momentum}
   * @return the array, owned by the optimizer, to be written in place
   */
  public NDArray slot(String name) {
    return slots.computeIfAbsent(name, n -> zeros(weight));
  }

  /** Rescales the gradient, if the builder sets a factor. */
  public void rescale() {
    if (optimizer.rescaleFactor() != 1) {
      goOnWith(gradient.mul(number(optimizer.rescaleFactor())));
    }
  }

  /**
   * Clips the gradient to [-c, c], element by element, if the builder sets c. DJL's own clipping
   * does not change negative values.
   */
  public void clip() {
    if (optimizer.clipBound() > 0) {
      goOnWith(gradient.clip(number(-optimizer.clipBound()), number(optimizer.clipBound())));
    }
  }

  /** Adds the gradient of an L2 penalty, if the builder sets a weight decay. */
  public void decay() {
    if (optimizer.decayFactor() != 0) {
      goOnWith(weight.mul(number(optimizer.decayFactor())).addi(gradient));
    }
  }

  private void goOnWith(NDArray next) {
    close();
    gradient = next;
    own = true;
  }

  /** Frees the gradient that was made here. */
  @Override
  public void close() {
    if (own) {
      gradient.close();
    }
  }

  static NDArray zeros(NDArray weight) {
    // Detached: the manager of a batch would close it after the step.
    NDArray state = weight.getManager().zeros(weight.getShape(), weight.getDataType());
    state.detach();
    return state;
  }
}
