package org.dsd4j.reports.store;

/**
 * Records that cannot be used: missing, damaged, of another format or place. The message is one
 * line that says what to do. Its one subclass is for what cannot be written.
 */
public sealed class StoreException extends RuntimeException permits StoreWriteException {
  private static final long serialVersionUID = 1L;

  /**
   * A problem that was found here.
   *
   * @param message what, where and what to do
   */
  public StoreException(String message) {
    super(message);
  }

  /**
   * A problem with a cause below.
   *
   * @param message what, where and what to do
   * @param cause what the file system or the parser said
   */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
