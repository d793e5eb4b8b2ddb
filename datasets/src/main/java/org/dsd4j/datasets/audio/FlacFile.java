package org.dsd4j.datasets.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jflac.FLACDecoder;
import org.jflac.PCMProcessor;
import org.jflac.metadata.StreamInfo;
import org.jflac.util.ByteData;

/** Xiph's FLAC. The decoder skips damaged frames, so the checksum of the samples is compared. */
final class FlacFile {

  private static final byte[] MAGIC = {'f', 'L', 'a', 'C'};
  private static final int INFO = 8; // after the magic and the header of the first block
  private static final int CHECKSUM = INFO + 18;
  private static final int HEADER = INFO + 34;

  private FlacFile() {}

  static boolean recognises(ByteBuffer head) {
    return head.limit() >= MAGIC.length && head.slice(0, 4).equals(ByteBuffer.wrap(MAGIC));
  }

  /** 20 bits of rate, 3 of channels, 5 of sample size, 36 of frames. */
  static Header parse(ByteBuffer head) {
    if (head.limit() < HEADER) {
      throw new MalformedAudioException("is cut off within its header; copy it again");
    }
    long bits = head.getLong(INFO + 10);
    int rate = (int) (bits >>> 44);
    if (rate < 1) {
      throw new MalformedAudioException("its header has a rate of 0 Hz");
    }
    byte[] checksum = new byte[16];
    head.get(CHECKSUM, checksum);
    return new Header(
        rate,
        (int) ((bits >>> 41) & 7) + 1,
        (int) ((bits >>> 36) & 31) + 1,
        bits & 0xfffffffffL,
        checksum);
  }

  /** The mean of the channels. */
  static float[] mono(ByteBuffer file, Header header) {
    byte[] bytes = new byte[file.limit()];
    file.get(0, bytes);
    SampleEncoding coding = header.coding();
    Mixer mixer = new Mixer(header, coding);
    FLACDecoder decoder = new FLACDecoder(new ByteArrayInputStream(bytes));
    decoder.addPCMProcessor(mixer);
    try {
      decoder.decode();
    } catch (IOException | RuntimeException failure) {
      // On a truncated file the decoder reads beyond its own buffers.
      throw new MalformedAudioException(
          "is damaged or cut off after %d of %d frames (%s); copy it again"
              .formatted(mixer.count, header.frames(), failure));
    }
    return mixer.samples(decoder.getBadFrames());
  }

  /**
   * The first block of a file.
   *
   * @param frames samples of each channel, 0 if unknown
   * @param checksum MD5 of the samples, all 0 if unknown
   */
  @SuppressWarnings("ArrayRecordComponent") // copied nowhere, compared nowhere
  record Header(int rate, int channels, int bits, long frames, byte[] checksum) {

    SampleEncoding coding() {
      return switch (bits) {
        case 8 -> SampleEncoding.UNSIGNED_8; // as the decoder hands them out
        case 16 -> SampleEncoding.SIGNED_16;
        case 24 -> SampleEncoding.SIGNED_24;
        default ->
            throw new MalformedAudioException(
                "is FLAC of %d bits, which is not supported; convert it: flac -d, sox -b 16"
                    .formatted(bits));
      };
    }
  }

  private static final class Mixer implements PCMProcessor {

    private final Header header;
    private final SampleEncoding coding;
    private final MessageDigest digest;
    private float[] samples;
    private int count;

    Mixer(Header header, SampleEncoding coding) {
      this.header = header;
      this.coding = coding;
      // The header may be damaged, so at most a minute is allocated in advance.
      samples = new float[(int) Math.min(header.frames(), 1 << 20)];
      try {
        digest = MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every Java has MD5", impossible);
      }
    }

    @Override
    public void processStreamInfo(StreamInfo info) {}

    @Override
    public void processPCM(ByteData pcm) {
      byte[] bytes = pcm.getData();
      if (coding != SampleEncoding.UNSIGNED_8) {
        digest.update(bytes, 0, pcm.getLen());
      } else {
        for (int i = 0; i < pcm.getLen(); i++) {
          digest.update((byte) (bytes[i] ^ 0x80)); // The checksum is that of signed samples.
        }
      }
      long frames = SampleLayout.frames(pcm.getLen(), header.channels(), coding);
      if (count + frames > AudioFile.MOST_FRAMES) {
        throw new MalformedAudioException(AudioFile.TOO_LONG);
      }
      float[] mixed =
          new SampleLayout(
                  header.rate(), header.channels(), coding, ByteOrder.LITTLE_ENDIAN, 0, frames)
              .mono(ByteBuffer.wrap(bytes));
      if (count + mixed.length > samples.length) {
        samples = Arrays.copyOf(samples, Math.max(2 * samples.length, count + mixed.length));
      }
      System.arraycopy(mixed, 0, samples, count, mixed.length);
      count += mixed.length;
    }

    float[] samples(int badFrames) {
      if (count < header.frames()) {
        throw new MalformedAudioException(
            "is cut off: %d of %d frames are there; copy it again"
                .formatted(count, header.frames()));
      }
      boolean known = !Arrays.equals(header.checksum(), new byte[header.checksum().length]);
      if (badFrames > 0 || (known && !Arrays.equals(header.checksum(), digest.digest()))) {
        throw new MalformedAudioException("is damaged: its checksum does not match; copy it again");
      }
      return Arrays.copyOf(samples, count);
    }
  }
}
