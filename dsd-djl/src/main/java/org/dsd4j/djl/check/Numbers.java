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
   * A gradient that is zero but for rounding, such as that of a bias before batch normalisation,
   * has no size of its own to be compared with: it is held to this share of the largest gradient of
   * its block, or to a smaller share of the largest one of all.
   */
  private static final double OF_BLOCK = 0.1;

  private static final double OF_ALL = 1e-4;

  /** Below, single precision has no numbers with all their digits. */
  private static final double SMALLEST = 1e-30;

  private final Mode mode;
  private final NDManager owner;
  private final List<Quantity> all = new ArrayList<>();

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

  /** Takes an output. */
  void addOutput(String name, NDArray array) {
    // Each has a scale of its own.
    add(name, "", array);
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
   * Compares with the same in another precision.
   *
   * @param actual the same quantities in the same order
   * @return the quantity that differs most
   */
  Gap largestGap(Numbers actual) {
    return largestGap(actual, all.size());
  }

  /** The same, of the outputs alone. */
  Gap largestGapOfOutputs(Numbers actual) {
    return largestGap(actual, (int) all.stream().filter(each -> each.group.isEmpty()).count());
  }

  /** Outputs come first. */
  private Gap largestGap(Numbers actual, int first) {
    double[] scales = scales();
    Gap worst = new Gap(mode, "output", 0);
    for (int i = 0; i < first && Double.isFinite(worst.off()); i++) {
      double off = off(i, actual, scales[i]);
      if (!(off <= worst.off())) {
        worst = new Gap(mode, all.get(i).name, off);
      }
    }
    return worst;
  }

  /** The same, of one quantity. */
  double gapOf(String name, Numbers actual) {
    double[] scales = scales();
    for (int i = 0; i < scales.length; i++) {
      if (all.get(i).name.equals(name)) {
        return off(i, actual, scales[i]);
      }
    }
    throw new IllegalArgumentException("there is no " + name);
  }

  private double off(int index, Numbers actual, double scale) {
    Values exact = Values.of(all.get(index).array);
    return exact.distance(Values.of(actual.all.get(index).array)) / scale;
  }

  private double[] scales() {
    double[] own = all.stream().mapToDouble(each -> Values.of(each.array).largest()).toArray();
    Map<String, Double> ofGroup = new HashMap<>();
    double ofAll = 0;
    for (int i = 0; i < own.length; i++) {
      if (!all.get(i).group.isEmpty()) {
        ofGroup.merge(all.get(i).group, own[i], Math::max);
        ofAll = Math.max(ofAll, own[i]);
      }
    }
    double[] scales = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      String group = all.get(i).group;
      double floor = group.isEmpty() ? 0 : Math.max(OF_BLOCK * ofGroup.get(group), OF_ALL * ofAll);
      scales[i] = Math.max(SMALLEST, Math.max(own[i], floor));
    }
    return scales;
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
