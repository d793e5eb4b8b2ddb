package org.dsd4j.datasets.speech;

import java.util.List;

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
   * Tolerated problems of the files.
   *
   * @return one line each; unmodifiable
   */
  List<String> problems();
}
