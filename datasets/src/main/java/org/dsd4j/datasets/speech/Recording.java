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
 */
public record Recording(String id, String speaker, String transcript, Path file) {
  /** Checks that nothing is missing. */
  public Recording {
    requireNonNull(id, "id");
    requireNonNull(speaker, "speaker");
    requireNonNull(transcript, "transcript");
    requireNonNull(file, "file");
  }
}
