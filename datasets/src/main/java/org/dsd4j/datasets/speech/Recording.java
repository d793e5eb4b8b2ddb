package org.dsd4j.datasets.speech;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * An utterance in a file of its own.
 *
 * @param id unique in its corpus
 * @param speaker empty if unknown
 * @param transcript what is said, as the corpus writes it or as {@link Letters} can
 * @param file that {@link org.dsd4j.datasets.audio.AudioFile} reads; by the extension {@code .raw},
 *     one of 16-bit samples at 16 kHz without a header
 * @param seconds its length; 0 as long as nobody looked
 */
public record Recording(String id, String speaker, String transcript, Path file, double seconds) {
  /**
   * A recording as a corpus lists it, whose file nobody looked at yet.
   *
   * @param id unique in its corpus
   * @param speaker empty if unknown
   * @param transcript as the corpus writes it
   * @param file as above
   */
  public Recording(String id, String speaker, String transcript, Path file) {
    this(id, speaker, transcript, file, 0);
  }

  /** Checks that nothing is missing. */
  public Recording {
    requireNonNull(id, "id");
    requireNonNull(speaker, "speaker");
    requireNonNull(transcript, "transcript");
    requireNonNull(file, "file");
  }
}
