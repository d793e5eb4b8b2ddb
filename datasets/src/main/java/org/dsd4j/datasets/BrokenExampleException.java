package org.dsd4j.datasets;

/** One example cannot be read. Its dataset is still usable: leave the example out and count it. */
public final class BrokenExampleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String reason;

  /**
   * An example that is wrong in itself.
   *
   * @param name which example, such as its file
   * @param reason what is wrong with it, in a few words
   */
  public BrokenExampleException(String name, String reason) {
    super(name + ": " + reason);
    this.name = name;
    this.reason = reason;
  }

  /**
   * An example that cannot be read because of another failure.
   *
   * @param name which example, such as its file
   * @param reason what is wrong with it, in a few words
   * @param cause what failed underneath
   */
  public BrokenExampleException(String name, String reason, Throwable cause) {
    super(name + ": " + reason, cause);
    this.name = name;
    this.reason = reason;
  }

  /**
   * What is wrong with it.
   *
   * @return a few words, without the name
   */
  public String reason() {
    return reason;
  }

  /**
   * Which example.
   *
   * @return its name in its dataset
   */
  public String exampleName() {
    return name;
  }
}
