package org.dsd4j.datasets.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes audio files byte by byte. */
public final class Waves {

  private Waves() {}

  /** A chunk of a WAV file, padded to an even length. */
  public static byte[] chunk(String id, byte[] content) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + content.length + content.length % 2).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.put(ascii(id)).putInt(content.length).put(content).array();
  }

  /** The chunk that says how samples are encoded. */
  public static byte[] format(int code, int channels, int rate, int bits) {
    return chunk("fmt ", formatFields(code, channels, rate, bits));
  }

  /** The same for samples that do not fill their bytes. */
  public static byte[] format(int code, int channels, int rate, int bits, int bytes) {
    byte[] fields = formatFields(code, channels, rate, 8 * bytes);
    fields[14] = (byte) bits;
    return chunk("fmt ", fields);
  }

  /** A mono WAV file of floating point. */
  public static byte[] floats(int rate, float... samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(samples);
    return wav(format(3, 1, rate, 32), chunk("data", bytes.array()));
  }

  /** The same in the extensible form, whose code is part of a GUID. */
  public static byte[] extensible(int code, int channels, int rate, int bits) {
    ByteBuffer fields = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    fields.put(formatFields(0xfffe, channels, rate, bits));
    fields.putShort((short) 22).putShort((short) bits).putInt((1 << channels) - 1);
    fields.putShort((short) code).putShort((short) 0).putShort((short) 0).putShort((short) 16);
    fields.put(new byte[] {(byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
    return chunk("fmt ", fields.array());
  }

  private static byte[] formatFields(int code, int channels, int rate, int bits) {
    int block = channels * bits / 8;
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) code)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * block)
        .putShort((short) block)
        .putShort((short) bits)
        .array();
  }

  /** A whole WAV file. */
  public static byte[] wav(byte[]... chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ascii("WAVE"));
    for (byte[] chunk : chunks) {
      body.writeBytes(chunk);
    }
    byte[] content = body.toByteArray();
    return ByteBuffer.allocate(8 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(content.length)
        .put(content)
        .array();
  }

  /** A mono WAV file of 16 bits. */
  public static byte[] wav(int rate, short... samples) {
    return wav(format(1, 1, rate, 16), chunk("data", pcm(ByteOrder.LITTLE_ENDIAN, samples)));
  }

  /** A mono SPHERE file of 16 bits. */
  public static byte[] sphere(String coding, short... samples) {
    String fields =
        "NIST_1A\n   1024\nsample_count -i %d\nsample_n_bytes -i 2\nchannel_count -i 1\n"
                .formatted(samples.length)
            + "sample_byte_format -s2 10\nsample_rate -i 16000\nsample_coding -s%d %s\nend_head\n"
                .formatted(coding.length(), coding);
    return ByteBuffer.allocate(1024 + 2 * samples.length)
        .put(ascii(fields))
        .position(1024)
        .put(pcm(ByteOrder.BIG_ENDIAN, samples))
        .array();
  }

  /** Samples of 16 bits. */
  public static byte[] pcm(ByteOrder order, short... samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(order);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  /** A tone. */
  public static short[] tone(int length) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (short) Math.round(9000 * Math.sin(0.2 * i));
    }
    return samples;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
