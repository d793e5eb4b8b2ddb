package org.dsd4j.datasets;

import java.util.ArrayList;
import java.util.List;

/**
 * The problems found while a corpus is opened: some make it unusable, others are tolerated. What is
 * tolerated is counted over all reasons together ({@link #throwIfFatal(int)}), so that a corpus
 * cannot lose its examples to many small reasons.
 */
public final class DataProblems {

  private final List<String> fatal = new ArrayList<>();
  private final List<String> tolerated = new ArrayList<>();
  private int passedOver;

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
      boolean few = isTolerated(count, of);
      (few ? tolerated : fatal).add(line);
      passedOver += few ? count : 0;
    }
  }

  /**
   * Whether so many problems are tolerated.
   *
   * @param count how many there are, at least 0
   * @param of how many there could be
   * @return whether they are at most the tolerated share, or a single one
   */
  public boolean isTolerated(int count, int of) {
    return count <= PassedOver.tolerated(BrokenExamples.DEFAULT_TOLERATED_SHARE, of);
  }

  /**
   * What is passed over so far, over all reasons.
   *
   * @return a snapshot
   */
  public PassedOver passedOver() {
    return new PassedOver(passedOver, tolerated);
  }

  /**
   * Fails if the corpus cannot be used, or if all that is passed over is together more than the
   * share that is tolerated of broken examples; a single one always is.
   *
   * @param kept how many examples are used, at least 0
   * @throws DataException with all fatal lines, or with one line for each reason
   */
  public void throwIfFatal(int kept) {
    throwIfFatal();
    long entries = (long) kept + passedOver;
    int limit = PassedOver.tolerated(BrokenExamples.DEFAULT_TOLERATED_SHARE, entries);
    if (passedOver > limit) {
      List<String> all = new ArrayList<>();
      all.add(
          "%d of %d entries would be passed over, more than the %d that are tolerated; mend or remove them:"
              .formatted(passedOver, entries, limit));
      all.addAll(tolerated);
      throw DataException.of(all);
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
