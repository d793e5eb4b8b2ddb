package org.dsd4j.datasets.imagenet;

import java.util.ArrayList;
import java.util.List;

/** The first of many things that are wrong in the same way: one line tells 50,000 of them. */
final class Several {

  private static final int NAMED = 3;

  private final List<String> first = new ArrayList<>();
  private int count;

  void add(String what) {
    if (count < NAMED) {
      first.add(what);
    }
    count++;
  }

  boolean any() {
    return count > 0;
  }

  int count() {
    return count;
  }

  /** Such as {@code a, b, c and 47 more}. */
  @Override
  public String toString() {
    String named = String.join(", ", first);
    return count > NAMED ? named + " and " + (count - NAMED) + " more" : named;
  }
}
