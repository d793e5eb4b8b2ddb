package org.dsd4j.datasets;

import java.util.ArrayList;
import java.util.List;

/** The number of problems of one kind, and the first three of them: one line reports 50,000. */
public final class ProblemSample {

  private static final int NAMED = 3;

  private final List<String> first = new ArrayList<>();
  private int count;

  /**
   * Counts one more.
   *
   * @param what the name of what is wrong, such as a file
   */
  public void add(String what) {
    if (count < NAMED) {
      first.add(what.replaceAll("\\p{Cntrl}", "?")); // names may hold line ends
    }
    count++;
  }

  /**
   * Whether there is any.
   *
   * @return whether the count is above 0
   */
  public boolean any() {
    return count > 0;
  }

  /**
   * How many there are.
   *
   * @return at least 0
   */
  public int count() {
    return count;
  }

  /** Such as {@code a, b, c and 47 more}. */
  @Override
  public String toString() {
    String named = String.join(", ", first);
    return count > NAMED ? named + " and " + (count - NAMED) + " more" : named;
  }
}
