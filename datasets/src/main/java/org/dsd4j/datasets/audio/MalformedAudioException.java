package org.dsd4j.datasets.audio;

/** A file that is not as its format wants it; whoever knows its name adds it. */
final class MalformedAudioException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedAudioException(String reason) {
    super(reason);
  }
}
