package org.dsd4j.reproductions.network;

import ai.djl.nn.Block;

/**
 * A network from spectrograms to letters.
 *
 * <p>Inputs: spectrograms (T, B, bins), time first, padded with zeros at the end, and their lengths
 * in frames (B). Outputs: scores before the softmax (ceil(T / stride), B, symbols), and the lengths
 * in frames of the output (B).
 */
public interface SpeechNetwork extends Block {
  /**
   * Returns the frames of the spectrogram for each frame of the output.
   *
   * @return at least 1
   */
  int stride();
}
