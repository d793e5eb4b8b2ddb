package org.dsd4j.djl.kit.ctc;

import java.util.ArrayList;
import java.util.List;

/** The sizes and labels of a batch of utterances. */
public final class CtcBatch {
  private static final int MOST_NAMED = 5;

  private final int maxFrames;
  private final int symbols;
  private final int[] frames;
  private final List<int[]> labels;

  /**
   * Describes a batch.
   *
   * @param maxFrames the frames of the logits, padding included
   * @param symbols the logits of a frame, the blank's included
   * @param frames the frames of each utterance that count, 0 to {@code maxFrames}
   * @param labels the codes of each utterance, 0 to {@code symbols - 1}, without blanks; may be
   *     empty arrays; not copied
   */
  public CtcBatch(int maxFrames, int symbols, int[] frames, List<int[]> labels) {
    this.maxFrames = maxFrames;
    this.symbols = symbols;
    this.frames = frames.clone();
    this.labels = List.copyOf(labels);
  }

  int size() {
    return frames.length;
  }

  int[] frames() {
    return frames;
  }

  List<int[]> labels() {
    return labels;
  }

  ForwardBackward.Place place(int utterance) {
    return new ForwardBackward.Place(
        utterance * symbols, frames.length * symbols, maxFrames, symbols);
  }

  /** Throws once, with everything that does not fit. */
  void requireFit(int blank, long logits, long gradients) {
    List<String> problems = new ArrayList<>();
    if (blank >= symbols) {
      problems.add("the blank has code " + blank + ", but there are " + symbols + " symbols");
    }
    if (labels.size() != frames.length) {
      problems.add(labels.size() + " labellings for " + frames.length + " utterances");
    }
    long expected = (long) maxFrames * frames.length * symbols;
    if (logits != expected || gradients != expected) {
      problems.add(
          logits + " logits and " + gradients + " gradients where " + expected + " belong");
    }
    for (int i = 0; i < Math.min(frames.length, labels.size()); i++) {
      checkUtterance(i, blank, problems);
    }
    if (!problems.isEmpty()) {
      String more =
          problems.size() > MOST_NAMED ? "; and " + (problems.size() - MOST_NAMED) + " more" : "";
      throw new IllegalArgumentException(
          "not a batch for CTC: "
              + String.join("; ", problems.subList(0, Math.min(MOST_NAMED, problems.size())))
              + more);
    }
  }

  private void checkUtterance(int utterance, int blank, List<String> problems) {
    if (frames[utterance] < 0 || frames[utterance] > maxFrames) {
      problems.add(
          "utterance " + utterance + " has " + frames[utterance] + " frames of " + maxFrames);
    }
    for (int label : labels.get(utterance)) {
      if (label < 0 || label >= symbols || label == blank) {
        problems.add(
            "utterance "
                + utterance
                + " has label "
                + label
                + ", which must be below "
                + symbols
                + " and not the blank");
        return;
      }
    }
  }
}
