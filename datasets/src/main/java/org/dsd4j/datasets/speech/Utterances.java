package org.dsd4j.datasets.speech;

import org.dsd4j.datasets.BrokenExampleException;

/**
 * A fixed list of utterances: what was said, by whom, and its sound. Implementations are safe for
 * use by several threads. Each method throws {@link IndexOutOfBoundsException} if there is no such
 * utterance.
 */
public interface Utterances {

  /** Samples of a second of all sounds here. */
  int RATE = 16_000;

  /**
   * Number of utterances.
   *
   * @return at least 0
   */
  int size();

  /**
   * A name by which a user can find the utterance.
   *
   * @param index 0 to {@link #size()} - 1
   * @return a short name without white space, unique in its corpus
   */
  String id(int index);

  /**
   * Who speaks.
   *
   * @param index 0 to {@link #size()} - 1
   * @return the speaker's name in the corpus, empty where the corpus does not say
   */
  String speaker(int index);

  /**
   * What is said.
   *
   * @param index 0 to {@link #size()} - 1
   * @return words of a-z and apostrophes with single spaces between them: what {@link Letters} can
   *     write; empty if nothing is said
   */
  String transcript(int index);

  /**
   * Duration, so that a run can sort by it without decoding any audio.
   *
   * @param index 0 to {@link #size()} - 1
   * @return seconds, at least 0
   */
  double seconds(int index);

  /**
   * The sound.
   *
   * @param index 0 to {@link #size()} - 1
   * @return a fresh array of mono samples in [-1, 1], {@link #RATE} a second
   * @throws BrokenExampleException if it cannot be read, is cut off or silent; other utterances may
   *     still be fine
   */
  float[] samples(int index) throws BrokenExampleException;
}
