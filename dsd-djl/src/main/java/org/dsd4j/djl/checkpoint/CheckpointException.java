package org.dsd4j.djl.checkpoint;

/** A checkpoint cannot be written or read; the message says which file, why, and what to do. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates an exception.
   *
   * @param message one line for the user
   */
  public CheckpointException(String message) {
    super(message);
  }

  /**
   * Creates an exception.
   *
   * @param message one line for the user
   * @param cause the underlying exception
   */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
