package org.dsd4j.datasets.audio;

/**
 * What is read at all, checked before memory is taken for it. The largest sound takes a few hundred
 * MiB while it is decoded and resampled, which the command's default memory of 1 GiB has.
 */
final class Bounds {

  /** Size of a file, in bytes: 256 MiB, or a quarter of Java's memory where that is less. */
  static final int MOST_BYTES = (int) Math.min(256 << 20, Runtime.getRuntime().maxMemory() / 4);

  /** The same of a pipe, whose bytes are copied while they come. */
  static final int MOST_PIPED = MOST_BYTES / 2;

  /** Samples of a channel. */
  static final int MOST_FRAMES = 40_000_000;

  /** Duration. */
  static final int MOST_SECONDS = 30 * 60;

  /** In Hz: speech below is not to be understood, and a header that says so is damaged. */
  static final int LEAST_RATE = 4_000;

  /** In Hz. */
  static final int MOST_RATE = 768_000;

  private Bounds() {}

  static void requireRate(long rate) {
    if (rate < LEAST_RATE || rate > MOST_RATE) {
      throw new MalformedAudioException(
          "its header has a rate of %d Hz; sound of %d to %d Hz is read, so resample it or mend its header"
              .formatted(rate, LEAST_RATE, MOST_RATE));
    }
  }

  static void requireLength(long frames, int rate) {
    if (frames > MOST_FRAMES || frames / rate >= MOST_SECONDS) {
      throw new MalformedAudioException(
          "has %d frames, %d seconds, where at most %d frames and %d seconds are read at once; cut it into utterances"
              .formatted(frames, frames / rate, MOST_FRAMES, MOST_SECONDS));
    }
  }

  static void requireSize(long bytes, int most) {
    if (bytes > most) {
      throw new MalformedAudioException(
          "has more than the %d MiB that are read at once; cut it into utterances"
              .formatted(most >> 20));
    }
  }
}
