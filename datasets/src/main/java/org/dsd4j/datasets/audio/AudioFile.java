package org.dsd4j.datasets.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.dsd4j.datasets.BrokenExampleException;

/**
 * Reads audio files, recognised by their content:
 *
 * <ul>
 *   <li>WAV: integers of 1 to 32 bits, floating point of 32 and 64, mu-law and A-law; also in the
 *       extensible form and as RF64;
 *   <li>FLAC of 4 to 24 bits;
 *   <li>NIST SPHERE, not compressed: integers of 8 to 32 bits in either order, mu-law and A-law.
 * </ul>
 *
 * Channels are mixed to one by their mean. Files over 256 MiB, sounds over 30 minutes or 40 million
 * frames, and rates outside of 4 to 768 kHz are refused before memory is taken for them. Safe for
 * several threads; a thread that is interrupted reads its file to the end.
 */
public final class AudioFile {

  // Headers of all formats fit, except those of WAV files with large chunks before the samples and
  // of FLAC files with large tags in front.
  private static final int HEAD = 16_384;

  private static final String REPAIR = "convert it: ffmpeg -i IN OUT.wav";

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
    return guarded(file, () -> sound(whole(file)));
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
          ByteBuffer bytes = ByteBuffer.wrap(whole(file));
          float[] little = raw(bytes.limit(), rate, ByteOrder.LITTLE_ENDIAN).mono(bytes);
          float[] big = raw(bytes.limit(), rate, ByteOrder.BIG_ENDIAN).mono(bytes);
          return new Sound(rate, roughness(little) <= roughness(big) ? little : big);
        });
  }

  /**
   * Reads the header of a file, and what else it takes to know its length: a FLAC file that was
   * written to a pipe does not say it, and is decoded.
   *
   * @param file of one of the formats above, no pipe
   * @return its length
   * @throws BrokenExampleException if it is missing, of another format, damaged in its header,
   *     shorter than its header says, too long, or empty
   */
  public static AudioLength length(Path file) throws BrokenExampleException {
    return guarded(
        file,
        () -> {
          long size = plainSize(file);
          ByteBuffer head = ByteBuffer.wrap(beginning(file, HEAD));
          try {
            return length(head, size, file);
          } catch (MalformedAudioException perhapsTooLittle) {
            if (size <= HEAD || !(WavHeader.recognises(head) || Id3.end(head) > 0)) {
              throw perhapsTooLittle;
            }
            return length(ByteBuffer.wrap(whole(file)), size, file);
          }
        });
  }

  /**
   * The length of a file without a header, as {@link #readRaw} reads it.
   *
   * @param file of samples, no pipe
   * @param rate their number in a second
   * @return its length
   * @throws BrokenExampleException if it is missing, too long or empty
   */
  public static AudioLength rawLength(Path file, int rate) throws BrokenExampleException {
    return guarded(
        file, () -> sounding(new AudioLength(rate, raw(plainSize(file), rate).frames())));
  }

  private static AudioLength length(ByteBuffer head, long size, Path file) throws IOException {
    Bounds.requireSize(size, Bounds.MOST_BYTES);
    if (!FlacFile.recognises(head)) {
      SampleLayout layout = layout(head, size);
      layout.requireWhole(size);
      return sounding(new AudioLength(layout.rate(), layout.frames()));
    }
    FlacFile.Header header = FlacFile.parse(head);
    Bounds.requireLength(header.frames(), header.rate());
    return header.frames() > 0
        ? new AudioLength(header.rate(), header.frames())
        : new AudioLength(header.rate(), sound(whole(file)).samples().length);
  }

  private static AudioLength sounding(AudioLength length) {
    if (length.frames() == 0) {
      throw new MalformedAudioException("holds no sound; record it again or leave it out");
    }
    return length;
  }

  private static Sound sound(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    if (FlacFile.recognises(file)) {
      FlacFile.Header header = FlacFile.parse(file);
      Bounds.requireLength(header.frames(), header.rate());
      return new Sound(header.rate(), FlacFile.mono(bytes, header));
    }
    SampleLayout layout = layout(file, file.limit());
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
            : OtherFormat.of(head)
                    .map(name -> "is %s, which is not read; ".formatted(name))
                    .orElse("is neither WAV nor FLAC nor NIST SPHERE; ")
                + REPAIR);
  }

  private static SampleLayout raw(long size, int rate) {
    return raw(size, rate, ByteOrder.LITTLE_ENDIAN);
  }

  private static SampleLayout raw(long size, int rate, ByteOrder order) {
    SampleEncoding coding = SampleEncoding.SIGNED_16;
    return new SampleLayout(rate, 1, coding, order, 0, SampleLayout.frames(size, 1, coding));
  }

  private static double roughness(float[] samples) {
    double sum = 0;
    for (int i = 1; i < samples.length; i++) {
      sum += Math.abs(samples[i] - samples[i - 1]);
    }
    return sum;
  }

  private static long plainSize(Path file) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    if (!found.isRegularFile()) {
      throw new MalformedAudioException("is not a plain file; give the file itself");
    }
    return found.size();
  }

  private static byte[] beginning(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  /** A pipe is read to its end; its size is not known before. */
  private static byte[] whole(Path file) throws IOException {
    int most = Files.isRegularFile(file) ? Bounds.MOST_BYTES : Bounds.MOST_PIPED;
    Bounds.requireSize(Files.size(file), most);
    byte[] bytes = beginning(file, most + 1);
    Bounds.requireSize(bytes.length, most);
    return bytes;
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
      String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      throw new BrokenExampleException(
          file.toString(), "cannot be read (%s)".formatted(why.replace(file + ": ", "")), failure);
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
