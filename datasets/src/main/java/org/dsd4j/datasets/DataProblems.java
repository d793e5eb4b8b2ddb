package org.dsd4j.datasets;

import java.util.ArrayList;
import java.util.List;

/** The problems found while a corpus is opened: some make it unusable, others are tolerated. */
public final class DataProblems {

  private final List<String> fatal = new ArrayList<>();
  private final List<String> tolerated = new ArrayList<>();

  /**
   * Problems that make the corpus unusable; {@link #throwIfFatal} throws them.
   *
   * @return a list that may be added to
   */
  public List<String> fatal() {
    return fatal;
  }

  /**
   * Problems that are tolerated; the corpus lists them.
   *
   * @return a list that may be added to
   */
  public List<String> tolerated() {
    return tolerated;
  }

  /**
   * Adds a fatal line if anything was counted.
   *
   * @param what the problems of one kind
   * @param line what is wrong, where, and what to do
   */
  public void addFatal(ProblemSample what, String line) {
    if (what.any()) {
      fatal.add(line);
    }
  }

  /**
   * Adds a line if anything was counted. It is tolerated up to the share that is tolerated of
   * broken examples ({@link BrokenExamples#DEFAULT_TOLERATED_SHARE}); a single one always is.
   *
   * @param what the problems of one kind
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
      int limit = Math.max(1, (int) (BrokenExamples.DEFAULT_TOLERATED_SHARE * of));
      (count > limit ? fatal : tolerated).add(line);
    }
  }

  /**
   * Fails if the corpus cannot be used.
   *
   * @throws DataException with all fatal lines, if there are any
   */
  public void throwIfFatal() {
    if (!fatal.isEmpty()) {
      throw DataException.of(fatal);
    }
  }
}
