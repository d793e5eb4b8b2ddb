package org.dsd4j.reproductions.row;

/**
 * The user asked for something that does not exist or does not fit; the message says what to do.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates an exception.
   *
   * @param message what is wrong, where, and what to do
   */
  public UsageException(String message) {
    super(message);
  }
}
