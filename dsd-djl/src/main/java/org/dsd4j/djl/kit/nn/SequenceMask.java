package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Which frames of a batch of sequences are real: sequences are padded at their ends to the length
 * of the longest.
 *
 * @param mask (T, B, 1): 1 where a frame is real, 0 where it is padding
 * @param frames the number of real frames in the batch
 * @param full whether no frame is padding
 */
public record SequenceMask(NDArray mask, long frames, boolean full) {
  /**
   * Makes the mask of a batch.
   *
   * @param lengths the frames of each of the B sequences, each in [1, T]
   * @param time T, the frames of the longest
   * @param manager what the mask is attached to
   * @param type FLOAT32 or FLOAT64, that of the arrays that it is for
   * @return the mask, never null
   * @throws IllegalArgumentException when a length is out of range
   */
  public static SequenceMask of(float[] lengths, long time, NDManager manager, DataType type) {
    int batch = lengths.length;
    float[] values = new float[Math.toIntExact(time * batch)];
    long frames = 0;
    for (int b = 0; b < batch; b++) {
      int length = (int) lengths[b];
      if (length < 1 || length > time) {
        throw new IllegalArgumentException(
            "a sequence of a batch of " + time + " frames cannot have " + lengths[b]);
      }
      frames += length;
      for (int t = 0; t < length; t++) {
        values[t * batch + b] = 1;
      }
    }
    return new SequenceMask(
        ArrayValues.of(manager, values, new Shape(time, batch, 1), type),
        frames,
        frames == time * batch);
  }

  /**
   * Sets padding to zero.
   *
   * @param x (T, B, F)
   * @return the same shape
   */
  public NDArray apply(NDArray x) {
    return full ? x : x.mul(mask);
  }

  /**
   * The lengths of sequences of which every n-th frame is kept, the first among them.
   *
   * @param lengths the frames of each
   * @param stride n, at least 1
   * @return the lengths divided by n, rounded up
   */
  public static float[] strided(float[] lengths, int stride) {
    float[] shorter = new float[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      shorter[i] = (float) Math.ceil(lengths[i] / stride);
    }
    return shorter;
  }
}
