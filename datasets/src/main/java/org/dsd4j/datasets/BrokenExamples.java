package org.dsd4j.datasets;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names and counts the examples that one run could not read, and stops the run once they are too
 * many. An example that is read again in a later epoch counts once. Safe for several threads.
 */
public final class BrokenExamples {

  /** Share of broken examples that a run tolerates by default: 1 %. */
  public static final double DEFAULT_TOLERATED_SHARE = 0.01;

  private static final int NAMED_IN_MESSAGE = 3;

  private final double toleratedShare;
  private final int examples;
  private final Map<String, String> causes = new TreeMap<>();

  /**
   * A tally that tolerates {@link #DEFAULT_TOLERATED_SHARE}.
   *
   * @param examples number of examples that the run reads, at least 0
   */
  public BrokenExamples(int examples) {
    this(DEFAULT_TOLERATED_SHARE, examples);
  }

  /**
   * A tally.
   *
   * @param toleratedShare largest share of broken examples, in [0, 1]; one example is always
   *     tolerated
   * @param examples number of examples that the run reads, at least 0
   */
  public BrokenExamples(double toleratedShare, int examples) {
    if (!(toleratedShare >= 0 && toleratedShare <= 1)) {
      throw new IllegalArgumentException(
          "tolerated share must be in [0, 1] but was %s; write 1 %% as 0.01"
              .formatted(toleratedShare));
    }
    if (examples < 0) {
      throw new IllegalArgumentException("number of examples must not be negative: " + examples);
    }
    this.toleratedShare = toleratedShare;
    this.examples = examples;
  }

  /**
   * Counts a broken example.
   *
   * @param name which example
   * @param cause what is wrong with it
   * @throws DataException if more examples are broken than is tolerated
   */
  public synchronized void add(String name, Throwable cause) {
    causes.putIfAbsent(requireNonNull(name, "name"), String.valueOf(cause.getMessage()));
    int tolerated = Math.max(1, (int) Math.floor(toleratedShare * examples));
    if (causes.size() > tolerated) {
      throw new DataException(
          "%d of %d examples cannot be read, more than the %d that are tolerated: %s; repair or remove them"
              .formatted(causes.size(), examples, tolerated, firstCauses()),
          cause);
    }
  }

  /**
   * Number of different broken examples so far.
   *
   * @return at least 0
   */
  public synchronized int count() {
    return causes.size();
  }

  /**
   * Their names so far, sorted.
   *
   * @return an unmodifiable copy
   */
  public synchronized List<String> names() {
    return List.copyOf(causes.keySet());
  }

  /**
   * What is wrong with each so far, in the order of {@link #names()}.
   *
   * @return an unmodifiable copy
   */
  public synchronized List<String> causes() {
    return List.copyOf(causes.values());
  }

  private String firstCauses() {
    List<String> shown = new ArrayList<>(causes.values());
    if (shown.size() > NAMED_IN_MESSAGE) {
      return String.join(", ", shown.subList(0, NAMED_IN_MESSAGE)) + ", ...";
    }
    return String.join(", ", shown);
  }
}
