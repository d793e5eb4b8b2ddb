package org.dsd4j.reports.store;

/** A folder of records that cannot be used; the message is one line that says what to do. */
public final class StoreException extends RuntimeException {
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
