package org.dsd4j.datasets.speech;

import java.util.List;
import org.dsd4j.datasets.PassedOver;

/**
 * Disjoint lists of utterances. Models learn on {@code train}, anything that is chosen is chosen on
 * {@code validation}, and the tests are read once at the end.
 */
public interface SpeechCorpus {

  /**
   * What this is.
   *
   * @return one sentence for a reader of the report
   */
  String description();

  /**
   * What models learn from.
   *
   * @return at least one utterance
   */
  Utterances train();

  /**
   * What choices are made on.
   *
   * @return may be empty
   */
  Utterances validation();

  /**
   * What is reported.
   *
   * @return at least one, the primary one first; unmodifiable
   */
  List<TestSet> tests();

  /**
   * What was left out when the corpus was opened.
   *
   * @return how much, and one line for each reason
   */
  PassedOver passedOver();
}
