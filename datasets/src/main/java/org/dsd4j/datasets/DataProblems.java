package org.dsd4j.datasets;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a corpus: some of it makes the corpus unusable, some can be passed over. */
public final class DataProblems {

  private final List<String> fatal = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();

  /**
   * Lines that are added here end in an exception.
   *
   * @return a list that may be added to
   */
  public List<String> fatal() {
    return fatal;
  }

  /**
   * What the corpus tells as its problems.
   *
   * @return a list that may be added to
   */
  public List<String> passedOver() {
    return passedOver;
  }

  /**
   * Adds a fatal line if anything was counted.
   *
   * @param what the tally
   * @param line what is wrong, where, and what to do
   */
  public void addFatal(ProblemSample what, String line) {
    if (what.any()) {
      fatal.add(line);
    }
  }

  /**
   * Adds a line if anything was counted. It is passed over as long as it is as rare as broken
   * examples may be ({@link BrokenExamples#DEFAULT_TOLERATED_SHARE}); one of them always is.
   *
   * @param what the tally
   * @param of how many there could be
   * @param line what is wrong, where, and what to do
   */
  public void addTolerated(ProblemSample what, int of, String line) {
    addTolerated(what.count(), of, line);
  }

  /**
   * Adds a line if anything was counted, by the same rule.
   *
   * @param count how many there are, at least 0
   * @param of how many there could be
   * @param line what is wrong, where, and what to do
   */
  public void addTolerated(int count, int of, String line) {
    if (count > 0) {
      int tolerated = Math.max(1, (int) (BrokenExamples.DEFAULT_TOLERATED_SHARE * of));
      (count > tolerated ? fatal : passedOver).add(line);
    }
  }

  /**
   * Ends the opening of a corpus that cannot be used.
   *
   * @throws DataException with all fatal lines, if there are any
   */
  public void throwIfFatal() {
    if (!fatal.isEmpty()) {
      throw DataException.of(fatal);
    }
  }
}
