package org.dsd4j.api;

/**
 * How long the parts of one step took, in nanoseconds. On a device that computes asynchronously,
 * such as a GPU, the time of an operation is counted where the loop first waits for its result.
 *
 * @param data waiting for the batch and making its arrays
 * @param forward the forward pass and the loss
 * @param backward the gradients
 * @param update the optimizer, without the mask
 * @param mask writing the zeros of the mask
 */
public record StepTimes(long data, long forward, long backward, long update, long mask) {
  /** No time at all. */
  public static final StepTimes ZERO = new StepTimes(0, 0, 0, 0, 0);

  /**
   * Adds two steps.
   *
   * @param other the other step
   * @return the sums, never null
   */
  public StepTimes plus(StepTimes other) {
    return new StepTimes(
        data + other.data,
        forward + other.forward,
        backward + other.backward,
        update + other.update,
        mask + other.mask);
  }

  /**
   * Returns the time of the whole step.
   *
   * @return nanoseconds
   */
  public long total() {
    return data + forward + backward + update + mask;
  }
}
