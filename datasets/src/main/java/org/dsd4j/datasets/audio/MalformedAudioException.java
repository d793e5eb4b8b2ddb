package org.dsd4j.datasets.audio;

/** A file that violates its format; the caller adds the name of the file. */
final class MalformedAudioException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedAudioException(String reason) {
    super(reason);
  }
}
