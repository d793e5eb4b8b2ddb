package org.dsd4j.djl.kit.ctc;

/** Finds a labelling from the outputs of a network for an utterance. */
@FunctionalInterface
public interface CtcDecoder {
  /**
   * Decodes an utterance.
   *
   * @param logits (frames, symbols), before the softmax or logarithms of probabilities: the same
   *     number added to all symbols of a frame changes nothing; not changed
   * @param frames how many frames count, at least 0
   * @param symbols the logits of a frame, the blank's included
   * @return the codes of the labelling, without blanks; may be empty
   * @throws IllegalArgumentException if the logits are fewer than frames times symbols, or the
   *     symbols do not include those of the decoder
   */
  int[] decode(float[] logits, int frames, int symbols);
}
