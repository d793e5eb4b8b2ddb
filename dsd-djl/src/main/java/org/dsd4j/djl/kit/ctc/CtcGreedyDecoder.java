package org.dsd4j.djl.kit.ctc;

import java.util.Arrays;

/**
 * The labelling of the most probable path: the best symbol of each frame, repeats merged, blanks
 * dropped. The lowest code wins a tie.
 *
 * @param blank the code of the blank, at least 0
 */
public record CtcGreedyDecoder(int blank) implements CtcDecoder {
  /** Checks the code. */
  public CtcGreedyDecoder {
    if (blank < 0) {
      throw new IllegalArgumentException("the blank must be at least 0 but was " + blank);
    }
  }

  @Override
  public int[] decode(float[] logits, int frames, int symbols) {
    requireFit(logits, frames, symbols, blank);
    int[] codes = new int[frames];
    int count = 0;
    int before = blank;
    for (int t = 0; t < frames; t++) {
      int best = best(logits, t * symbols, symbols);
      if (best != blank && best != before) {
        codes[count++] = best;
      }
      before = best;
    }
    return Arrays.copyOf(codes, count);
  }

  private static int best(float[] logits, int from, int symbols) {
    int best = 0;
    for (int c = 1; c < symbols; c++) {
      if (logits[from + c] > logits[from + best]) {
        best = c;
      }
    }
    return best;
  }

  static void requireFit(float[] logits, int frames, int symbols, int blank) {
    if (frames < 0 || symbols <= blank || logits.length < (long) frames * symbols) {
      throw new IllegalArgumentException(
          logits.length
              + " logits are not "
              + frames
              + " frames of "
              + symbols
              + " symbols with a blank of code "
              + blank);
    }
  }
}
