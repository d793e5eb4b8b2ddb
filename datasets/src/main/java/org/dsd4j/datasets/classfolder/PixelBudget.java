package org.dsd4j.datasets.classfolder;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that the splits of one corpus may fill with decoded pictures. */
final class PixelBudget {

  private final AtomicLong left;

  PixelBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** Takes the bytes out of the budget if there are enough. */
  boolean take(int bytes) {
    long before = left.getAndUpdate(value -> value >= bytes ? value - bytes : value);
    return before >= bytes;
  }

  /** Returns bytes that were taken but not used. */
  void giveBack(int bytes) {
    left.addAndGet(bytes);
  }
}
