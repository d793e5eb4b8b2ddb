package org.dsd4j.djl.kit.ctc;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The probability of every labelling, by listing every path: for tiny cases. */
final class AllPaths {
  private final Map<List<Integer>, Double> probabilities = new HashMap<>();
  private final double[][] softmax;
  private final int blank;

  AllPaths(FloatBuffer logits, int frames, int symbols, int blank) {
    this.softmax = new double[frames][symbols];
    this.blank = blank;
    for (int t = 0; t < frames; t++) {
      double sum = 0;
      for (int c = 0; c < symbols; c++) {
        softmax[t][c] = Math.exp(logits.get(t * symbols + c));
        sum += softmax[t][c];
      }
      for (int c = 0; c < symbols; c++) {
        softmax[t][c] /= sum;
      }
    }
    walk(0, blank, 1, new ArrayList<>());
  }

  private void walk(int t, int before, double probability, List<Integer> labels) {
    if (t == softmax.length) {
      probabilities.merge(List.copyOf(labels), probability, Double::sum);
      return;
    }
    for (int c = 0; c < softmax[t].length; c++) {
      boolean adds = c != blank && c != before;
      if (adds) {
        labels.add(c);
      }
      walk(t + 1, c, probability * softmax[t][c], labels);
      if (adds) {
        labels.remove(labels.size() - 1);
      }
    }
  }

  Set<List<Integer>> labellings() {
    return probabilities.keySet();
  }

  double probability(List<Integer> labelling) {
    return probabilities.get(labelling);
  }

  List<Integer> best() {
    return probabilities.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }
}
