package org.dsd4j.reproductions.network;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A tensor in few figures: its largest absolute value, its Euclidean norm, its product with a
 * pseudo-random vector, which no exchange of elements or signs leaves as it is, then single
 * elements: the first eight and some at equal distances.
 *
 * @param name the name in the reference
 * @param samples the number of elements at equal distances
 * @param figures the figures in that order
 */
record TensorSummary(String name, int samples, List<Double> figures) {
  private static final int FIRST = 8;
  private static final int OVERALL = 3;

  TensorSummary {
    figures = List.copyOf(figures);
  }

  /**
   * Returns the largest difference of a tensor from this: of elements relative to the largest
   * absolute value, of figures over all elements relative to the norm. NaN if the tensor has one.
   */
  double difference(FloatBuffer values) {
    int n = values.limit();
    HashedValues vector = new HashedValues("probe/" + name);
    double max = 0;
    double squares = 0;
    double product = 0;
    for (int i = 0; i < n; i++) {
      double v = values.get(i);
      max = Math.max(max, Math.abs(v));
      squares += v * v;
      product += v * vector.at(i);
    }
    double largest = figures.get(0);
    double norm = figures.get(1);
    double worst = Math.abs(max - largest) / largest;
    worst = Math.max(worst, Math.abs(Math.sqrt(squares) - norm) / norm);
    worst = Math.max(worst, Math.abs(product - figures.get(2)) / norm);
    int at = OVERALL;
    for (int place : places(n)) {
      worst = Math.max(worst, Math.abs(values.get(place) - figures.get(at++)) / largest);
    }
    if (at != figures.size()) {
      throw new IllegalArgumentException(
          name + " has " + n + " elements; the fixture was made for another number");
    }
    return worst;
  }

  private SortedSet<Integer> places(int n) {
    SortedSet<Integer> places = new TreeSet<>();
    for (int i = 0; i < Math.min(FIRST, n); i++) {
      places.add(i);
    }
    for (int k = 0; k < samples; k++) {
      places.add((int) ((long) n * k / samples));
    }
    return places;
  }
}
