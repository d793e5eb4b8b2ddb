package org.dsd4j.djl.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The result of one pass of a block: its outputs, and gradients if they were collected. */
final class PassResult implements AutoCloseable {
  /**
   * The scale of a gradient is at least this share of the largest one of its block: the terms of
   * its sum may be as large.
   */
  private static final double OF_BLOCK = 0.1;

  /** The same for the largest of all gradients. */
  private static final double OF_ALL = 1e-4;

  /**
   * A gradient that is smaller than this share of the largest is zero except for rounding, such as
   * that of a bias before batch normalisation. Its size in single precision is arbitrary.
   */
  private static final double ZERO = 1e-8;

  /** Smaller numbers are not precise in single precision. */
  private static final double SMALLEST = 1e-30;

  private final Mode mode;
  private final NDManager owner;
  private final List<Quantity> all = new ArrayList<>();
  private double[] scales = {};

  /**
   * Starts empty.
   *
   * @param mode of the pass
   * @param owner of the arrays; is closed with this
   */
  PassResult(Mode mode, NDManager owner) {
    this.mode = mode;
    this.owner = owner;
  }

  private record Quantity(String name, String group, NDArray array) {}

  /**
   * ParameterCopies an output, which may use memory that is freed after the pass: on PyTorch that
   * is so for arrays which a block makes from values in Java, and for views of them.
   */
  void addOutput(String name, NDArray array) {
    try (NDArray values = array.stopGradient()) {
      // Each has a scale of its own.
      add(name, "", values.duplicate());
    }
  }

  /** Adds a gradient, under the name of its variable. */
  void addGradient(String name, String block, NDArray array) {
    add("gradient of " + name, "block " + block, array);
  }

  private void add(String name, String group, NDArray array) {
    array.attach(owner);
    all.add(new Quantity(name, group, array));
  }

  /**
   * Requires that single precision can represent the outputs.
   *
   * @throws IllegalStateException when one is too large, or NaN
   */
  void requireInRange() {
    for (Quantity each : all) {
      if (each.group.isEmpty() && !Values.of(each.array).inRangeOfFloats()) {
        throw new IllegalStateException("in double precision its " + each.name + " is no float");
      }
    }
  }

  /**
   * Compares two others in the scales of this.
   *
   * @param one the same quantities in the same order
   * @param other the same
   * @return for each the largest difference, as a share of its scale; NaN if one of the two is NaN
   */
  double[] offs(PassResult one, PassResult other) {
    double[] ofAll = scales();
    double[] offs = new double[all.size()];
    for (int i = 0; i < offs.length; i++) {
      Values values = Values.of(one.all.get(i).array);
      offs[i] = values.distance(Values.of(other.all.get(i).array)) / ofAll[i];
    }
    return offs;
  }

  /** Returns the largest difference to another pass. */
  double largestOff(PassResult other) {
    double largest = 0;
    for (double off : offs(this, other)) {
      largest = Math.max(largest, off);
    }
    return largest;
  }

  /** Returns an error of one quantity. */
  PrecisionError error(int index, double off) {
    return new PrecisionError(mode, all.get(index).name, off);
  }

  /** Returns how many of the quantities are outputs; they come first. */
  int outputs() {
    return (int) all.stream().filter(each -> each.group.isEmpty()).count();
  }

  private double[] scales() {
    if (scales.length == all.size()) {
      return scales;
    }
    double[] own = all.stream().mapToDouble(each -> Values.of(each.array).largest()).toArray();
    Map<String, Double> ofGroup = new HashMap<>();
    double ofAll = 0;
    for (int i = outputs(); i < own.length; i++) {
      ofGroup.merge(all.get(i).group, own[i], Math::max);
      ofAll = Math.max(ofAll, own[i]);
    }
    scales = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      double floor = SMALLEST;
      if (i >= outputs()) {
        double rest = Math.max(OF_BLOCK * ofGroup.get(all.get(i).group), OF_ALL * ofAll);
        floor = own[i] < ZERO * ofAll ? Double.POSITIVE_INFINITY : Math.max(SMALLEST, rest);
      }
      scales[i] = Math.max(own[i], floor);
    }
    return scales;
  }

  /** Waits for engines that compute asynchronously. */
  void await() {
    all.forEach(each -> Values.of(each.array));
  }

  /** Returns the number of elements of the largest array. */
  long largestSize() {
    return all.stream().mapToLong(each -> each.array.size()).max().orElse(0);
  }

  @Override
  public void close() {
    owner.close();
  }
}
