package org.dsd4j.reports.tracking;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** A kind of target. Implementations are found by {@link ServiceLoader} and have no state. */
public interface RunTrackerProvider {
  /** What a target of this kind begins with, such as {@code tensorboard}; unique. */
  String scheme();

  /** What follows the scheme and a colon, as help texts show it, such as {@code DIR}. */
  String address();

  /**
   * Checks an address and makes a tracker for it. Nothing is written or asked before a run begins.
   *
   * @param address what followed the scheme and the colon
   * @return the tracker
   * @throws IllegalArgumentException if the address cannot be right; the message, one line, says
   *     what to give
   */
  RunTracker open(String address);

  /** Every kind there is, ordered by scheme. */
  static List<RunTrackerProvider> all() {
    return ServiceLoader.load(RunTrackerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(RunTrackerProvider::scheme))
        .toList();
  }

  /** The possible targets, as help texts show them: {@code mlflow:URI or tensorboard:DIR}. */
  static String known() {
    return all().stream()
        .map(kind -> kind.scheme() + ":" + kind.address())
        .collect(Collectors.joining(" or "));
  }

  /**
   * Makes a tracker for a target as the user gives it.
   *
   * @param target scheme, colon, address
   * @return the tracker
   * @throws IllegalArgumentException if there is no such kind, or the address cannot be right
   */
  static RunTracker of(String target) {
    int colon = target.indexOf(':');
    String scheme = target.substring(0, Math.max(0, colon));
    RunTrackerProvider kind =
        all().stream()
            .filter(one -> one.scheme().equals(scheme))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "cannot log to '" + target + "': give " + known()));
    try {
      return kind.open(target.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot log to '" + target + "': " + e.getMessage(), e);
    }
  }
}
