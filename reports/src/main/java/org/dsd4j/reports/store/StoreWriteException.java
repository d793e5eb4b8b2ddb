package org.dsd4j.reports.store;

/**
 * Records or a report that cannot be written where they were asked for: a full disk, a folder
 * without the right to write, another process or another run there. What was read may be well.
 */
public final class StoreWriteException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * A problem that was found here.
   *
   * @param message what, where and what to do
   */
  public StoreWriteException(String message) {
    super(message);
  }

  /**
   * A problem with a cause below.
   *
   * @param message what, where and what to do
   * @param cause what the file system said
   */
  public StoreWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
