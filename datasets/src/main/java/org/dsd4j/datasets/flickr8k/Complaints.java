package org.dsd4j.datasets.flickr8k;

import java.util.ArrayList;
import java.util.List;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.Several;

/** What is wrong with a corpus: some of it makes the corpus unusable, some can be passed over. */
final class Complaints {

  private final List<String> fatal = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();

  /** Lines that are added here end in an exception. */
  List<String> fatal() {
    return fatal;
  }

  List<String> passedOver() {
    return passedOver;
  }

  void addFatal(Several what, String line) {
    if (what.any()) {
      fatal.add(line);
    }
  }

  /** Passed over as long as it is as rare as broken examples may be; one of them always is. */
  void addTolerated(Several what, int of, String line) {
    if (what.any()) {
      int tolerated = Math.max(1, (int) (BrokenExamples.DEFAULT_TOLERATED_SHARE * of));
      (what.count() > tolerated ? fatal : passedOver).add(line);
    }
  }

  void throwIfFatal() {
    if (!fatal.isEmpty()) {
      throw DataException.of(fatal);
    }
  }
}
