package org.dsd4j.djl.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a block computed in one pass: its outputs, and gradients if they were collected. */
final class Numbers implements AutoCloseable {
  /**
   * A gradient that is small beside others of its block is held to this share of the largest of
   * them: the sums that it comes of may be as large.
   */
  private static final double OF_BLOCK = 0.1;

  /** The same of all gradients. */
  private static final double OF_ALL = 1e-4;

  /**
   * A gradient that is smaller than this share of the largest is zero but for rounding, such as
   * that of a bias before batch normalisation. Of its size in single precision nothing is known.
   */
  private static final double ZERO = 1e-8;

  /** Below, single precision has no numbers with all their digits. */
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
  Numbers(Mode mode, NDManager owner) {
    this.mode = mode;
    this.owner = owner;
  }

  private record Quantity(String name, String group, NDArray array) {}

  /**
   * Copies an output, which may lie in memory that ends with the pass: what a block makes of values
   * in Java does on PyTorch, and views of it read on without it.
   */
  void addOutput(String name, NDArray array) {
    try (NDArray values = array.stopGradient()) {
      // Each has a scale of its own.
      add(name, "", values.duplicate());
    }
  }

  /** Takes a gradient, which is named after what it is the gradient of. */
  void addGradient(String name, String block, NDArray array) {
    add("gradient of " + name, "block " + block, array);
  }

  private void add(String name, String group, NDArray array) {
    array.attach(owner);
    all.add(new Quantity(name, group, array));
  }

  /**
   * Requires outputs that single precision has.
   *
   * @throws IllegalStateException when one is too large, or no number
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
   * @return for each the largest difference, as a share of its scale; no number where one of the
   *     two is none
   */
  double[] offs(Numbers one, Numbers other) {
    double[] ofAll = scales();
    double[] offs = new double[all.size()];
    for (int i = 0; i < offs.length; i++) {
      Values values = Values.of(one.all.get(i).array);
      offs[i] = values.distance(Values.of(other.all.get(i).array)) / ofAll[i];
    }
    return offs;
  }

  /** Returns by how much the same in another pass is off at most. */
  double largestOff(Numbers other) {
    double largest = 0;
    for (double off : offs(this, other)) {
      largest = Math.max(largest, off);
    }
    return largest;
  }

  /** Says which of the quantities differs by that. */
  Gap gap(int index, double off) {
    return new Gap(mode, all.get(index).name, off);
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

  /** Waits for engines that compute later than they are told to. */
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
