package org.dsd4j.datasets.speech;

import static java.util.Objects.requireNonNull;

/**
 * One of the test sets of a corpus.
 *
 * @param id short name for paths and tables, such as {@code 92}; empty where the corpus has one
 *     test set alone
 * @param label for a reader of the report
 * @param utterances what is reported on
 */
public record TestSet(String id, String label, Utterances utterances) {
  /** Checks that nothing is missing. */
  public TestSet {
    requireNonNull(id, "id");
    requireNonNull(label, "label");
    requireNonNull(utterances, "utterances");
  }
}
