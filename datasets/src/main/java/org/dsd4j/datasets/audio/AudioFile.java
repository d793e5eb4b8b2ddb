package org.dsd4j.datasets.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dsd4j.datasets.BrokenExampleException;

/**
 * Reads audio files, recognised by their content:
 *
 * <ul>
 *   <li>WAV: integers of 8, 16, 24 and 32 bits, floating point of 32, mu-law; also in the
 *       extensible form;
 *   <li>FLAC of 8, 16 and 24 bits;
 *   <li>NIST SPHERE, not compressed: 16 bits in either order, 8 bits, mu-law.
 * </ul>
 *
 * Channels are mixed to one by their mean. Files over 256 MiB or 100 million frames (over 100
 * minutes at 16 kHz) are refused. Safe for several threads.
 */
public final class AudioFile {

  static final long MOST_BYTES = 256L << 20;
  static final long MOST_FRAMES = 100_000_000;
  static final String TOO_LONG =
      "is longer than the %d frames that are read at once; cut it into utterances"
          .formatted(MOST_FRAMES);

  // Headers of all formats fit, except those of WAV files with large chunks before the samples.
  private static final int HEAD = 16_384;

  private AudioFile() {}

  /**
   * Reads a file.
   *
   * @param file of one of the formats above
   * @return its sound, at least two different samples
   * @throws BrokenExampleException if it is missing, of another format, damaged, cut off, too long,
   *     empty or silent (all samples equal); the message names the file and says what to do
   */
  public static Sound read(Path file) throws BrokenExampleException {
    return guarded(file, () -> sound(bytes(file, MOST_BYTES)));
  }

  /**
   * Reads a file without a header: mono, 16 bits a sample. Of the two orders of bytes, the one is
   * taken that makes the smoother sound, since AN4 was distributed in both.
   *
   * @param file of samples
   * @param rate their number in a second
   * @return its sound, at least two different samples
   * @throws BrokenExampleException if it cannot be read, is empty or silent
   */
  public static Sound readRaw(Path file, int rate) throws BrokenExampleException {
    return guarded(
        file,
        () -> {
          ByteBuffer bytes = bytes(file, MOST_BYTES);
          float[] little = raw(bytes, rate, ByteOrder.LITTLE_ENDIAN);
          float[] big = raw(bytes, rate, ByteOrder.BIG_ENDIAN);
          return new Sound(rate, roughness(little) <= roughness(big) ? little : big);
        });
  }

  /**
   * Reads the header of a file alone.
   *
   * @param file of one of the formats above
   * @return what its header says, which may be more than the file has
   * @throws BrokenExampleException if it is missing, of another format or damaged in its header
   */
  public static AudioLength length(Path file) throws BrokenExampleException {
    return guarded(
        file,
        () -> {
          long size = Files.size(file);
          ByteBuffer head = bytes(file, HEAD);
          try {
            return length(head, size);
          } catch (MalformedAudioException perhapsTooLittle) {
            if (size <= HEAD || !WavHeader.recognises(head)) {
              throw perhapsTooLittle;
            }
            return length(bytes(file, MOST_BYTES), size);
          }
        });
  }

  private static AudioLength length(ByteBuffer head, long size) {
    if (FlacFile.recognises(head)) {
      FlacFile.Header header = FlacFile.parse(head);
      return new AudioLength(header.rate(), header.frames());
    }
    SampleLayout layout = layout(head, size);
    return new AudioLength(layout.rate(), layout.frames());
  }

  private static Sound sound(ByteBuffer file) {
    if (FlacFile.recognises(file)) {
      FlacFile.Header header = FlacFile.parse(file);
      requireLength(header.frames());
      return new Sound(header.rate(), FlacFile.mono(file, header));
    }
    SampleLayout layout = layout(file, file.limit());
    requireLength(layout.frames());
    layout.requireWhole(file.limit());
    return new Sound(layout.rate(), layout.mono(file));
  }

  private static SampleLayout layout(ByteBuffer head, long size) {
    if (WavHeader.recognises(head)) {
      return WavHeader.parse(head, size);
    }
    if (SphereHeader.recognises(head)) {
      return SphereHeader.parse(head, size);
    }
    throw new MalformedAudioException(
        size == 0
            ? "is empty; copy it again"
            : "is neither WAV nor FLAC nor NIST SPHERE; convert it: sox IN OUT.wav (or ffmpeg -i IN OUT.wav)");
  }

  private static void requireLength(long frames) {
    if (frames > MOST_FRAMES) {
      throw new MalformedAudioException(TOO_LONG);
    }
  }

  private static float[] raw(ByteBuffer bytes, int rate, ByteOrder order) {
    long frames = SampleLayout.frames(bytes.limit(), 1, SampleEncoding.SIGNED_16);
    requireLength(frames);
    return new SampleLayout(rate, 1, SampleEncoding.SIGNED_16, order, 0, frames).mono(bytes);
  }

  private static double roughness(float[] samples) {
    double sum = 0;
    for (int i = 1; i < samples.length; i++) {
      sum += Math.abs(samples[i] - samples[i - 1]);
    }
    return sum;
  }

  /** The beginning of a file; a whole one, if it is shorter than {@code most}. */
  private static ByteBuffer bytes(Path file, long most) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (most == MOST_BYTES && size > most) {
        throw new MalformedAudioException(
            "has %d MiB, more than the %d that are read at once; cut it into utterances"
                .formatted(size >> 20, most >> 20));
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, size));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // A read may bring less than asked for.
      }
      return bytes.flip();
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T guarded(Path file, Reading<T> reading) throws BrokenExampleException {
    try {
      T result = reading.read();
      if (result instanceof Sound sound) {
        requireSound(sound.samples());
      }
      return result;
    } catch (MalformedAudioException wrong) {
      throw new BrokenExampleException(file.toString(), wrong.getMessage(), wrong);
    } catch (NoSuchFileException missing) {
      throw new BrokenExampleException(file.toString(), "no such file", missing);
    } catch (IOException failure) {
      throw new BrokenExampleException(
          file.toString(), "cannot be read (%s)".formatted(failure.getMessage()), failure);
    }
  }

  private static void requireSound(float[] samples) {
    boolean silent = true;
    for (float sample : samples) {
      if (!Float.isFinite(sample)) {
        throw new MalformedAudioException(
            "has samples that are not finite numbers; convert it again");
      }
      silent &= sample == samples[0];
    }
    if (samples.length == 0) {
      throw new MalformedAudioException("holds no sound; record it again or leave it out");
    }
    if (silent) {
      throw new MalformedAudioException(
          "is silent: all %d samples are %s; record it again or leave it out"
              .formatted(samples.length, samples[0]));
    }
  }
}
