package org.dsd4j.datasets.speech;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.dsd4j.datasets.PassedOver;

/**
 * A corpus by its parts.
 *
 * @param description one sentence for a reader of the report
 * @param train what models learn from
 * @param validation what choices are made on; may be empty
 * @param tests what is reported, the primary one first
 * @param passedOver what was left out when the files were listed
 */
public record Splits(
    String description,
    Utterances train,
    Utterances validation,
    List<TestSet> tests,
    PassedOver passedOver)
    implements SpeechCorpus {
  /**
   * Checks that nothing is missing, and copies.
   *
   * @throws IllegalArgumentException if there is no test set
   */
  public Splits {
    requireNonNull(description, "description");
    requireNonNull(train, "train");
    requireNonNull(validation, "validation");
    tests = List.copyOf(tests);
    requireNonNull(passedOver, "passedOver");
    if (tests.isEmpty()) {
      throw new IllegalArgumentException("a corpus needs a test set, but none was given");
    }
  }
}
