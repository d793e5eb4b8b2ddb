package org.dsd4j.datasets;

import java.nio.file.Path;
import java.util.List;

/**
 * Data that a run cannot continue with. The message says what is wrong, where, and what to do: one
 * line for each problem.
 */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * One problem.
   *
   * @param message one clear line
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * One problem with its cause.
   *
   * @param message one clear line
   * @param cause what failed underneath
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A folder that cannot be listed.
   *
   * @param folder which one
   * @param failure why
   * @return an exception with a message of one line
   */
  public static DataException unlistable(Path folder, Exception failure) {
    return new DataException(
        "%s: cannot be listed (%s); make it readable".formatted(folder, failure), failure);
  }

  /**
   * Everything that was found wrong, in one exception.
   *
   * @param problems one clear line each, at least one
   * @return an exception whose message has one line for each problem
   */
  public static DataException of(List<String> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("no problem, so nothing to throw");
    }
    return new DataException(String.join("\n", problems));
  }
}
