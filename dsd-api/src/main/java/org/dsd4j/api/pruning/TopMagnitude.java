package org.dsd4j.api.pruning;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Selects the weights of largest magnitude without sorting them: a radix selection over the bits of
 * |w|, which order as the magnitudes do. Three passes over memory: count the upper halves, count
 * the lower halves inside the one bucket that holds the threshold, write the bits.
 */
final class TopMagnitude {
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int INFINITY = 0x7f800000;

  private final List<Prunable> parameters;
  private final List<FloatBuffer> values;

  TopMagnitude(List<Prunable> parameters) {
    this.parameters = parameters;
    this.values = parameters.stream().map(Prunable::values).toList();
  }

  /**
   * Returns a mask for each parameter so that {@code keep} weights are kept over all of them; ties
   * go to the earlier parameter, then to the lower index.
   *
   * @param keep at most as many as there are
   */
  List<Mask> select(long keep) {
    long[] upper = countUpper();
    int bucket = upper.length - 1;
    long above = 0;
    while (above + upper[bucket] < keep) {
      above += upper[bucket--];
    }
    long[] lower = countLower(bucket);
    int rest = lower.length - 1;
    while (above + lower[rest] < keep) {
      above += lower[rest--];
    }
    return write(bucket << 16 | rest, keep - above);
  }

  private long[] countUpper() {
    long[] counts = new long[1 << 15];
    for (int p = 0; p < values.size(); p++) {
      FloatBuffer buffer = values.get(p);
      for (int i = buffer.position(); i < buffer.limit(); i++) {
        int magnitude = Float.floatToRawIntBits(buffer.get(i)) & MAGNITUDE;
        if (magnitude > INFINITY) {
          throw notANumber(p, i - buffer.position());
        }
        counts[magnitude >>> 16]++;
      }
    }
    return counts;
  }

  private long[] countLower(int bucket) {
    long[] counts = new long[1 << 16];
    for (FloatBuffer buffer : values) {
      for (int i = buffer.position(); i < buffer.limit(); i++) {
        int magnitude = Float.floatToRawIntBits(buffer.get(i)) & MAGNITUDE;
        if (magnitude >>> 16 == bucket) {
          counts[magnitude & 0xffff]++;
        }
      }
    }
    return counts;
  }

  private List<Mask> write(int threshold, long ties) {
    List<Mask> masks = new ArrayList<>();
    long tiesLeft = ties;
    for (int p = 0; p < values.size(); p++) {
      FloatBuffer buffer = values.get(p);
      long[] words = new long[Mask.wordsFor(buffer.remaining())];
      int start = buffer.position();
      for (int i = 0; i < buffer.remaining(); i++) {
        int magnitude = Float.floatToRawIntBits(buffer.get(start + i)) & MAGNITUDE;
        if (magnitude > threshold || (magnitude == threshold && tiesLeft-- > 0)) {
          words[i >> 6] |= 1L << i;
        }
      }
      masks.add(new Mask(parameters.get(p).shape(), words));
    }
    return masks;
  }

  private ArithmeticException notANumber(int parameter, int index) {
    return new ArithmeticException(
        "cannot prune "
            + parameters.get(parameter).path()
            + ": weight "
            + index
            + " is NaN; the training has diverged before this phase");
  }
}
