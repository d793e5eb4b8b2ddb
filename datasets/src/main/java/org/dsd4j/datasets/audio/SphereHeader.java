package org.dsd4j.datasets.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * NIST SPHERE: a text of a kilobyte or more, {@code name -type value} a line, then samples.
 *
 * <p>Samples may be written as they are ({@code pcm}) or companded ({@code ulaw}). Those that are
 * compressed with shorten, as on the discs of the LDC, are refused with the command that converts
 * them.
 */
final class SphereHeader {

  private static final String MAGIC = "NIST_1A\n";
  private static final int FIRST_LINES = 16;

  private final Map<String, String> fields = new HashMap<>();
  private final int length;

  private SphereHeader(ByteBuffer head) {
    String number = text(head, MAGIC.length(), FIRST_LINES - MAGIC.length()).strip();
    length = number("the length of its header", number);
    if (length < FIRST_LINES || length > head.limit()) {
      throw new MalformedAudioException(
          "is cut off within its header of %d bytes; copy it again".formatted(length));
    }
    for (String line : text(head, FIRST_LINES, length - FIRST_LINES).split("\n", -1)) {
      if (line.strip().equals("end_head")) {
        return;
      }
      String[] parts = line.strip().split("\\s+", 3);
      if (parts.length == 3) {
        fields.put(parts[0], parts[2]);
      }
    }
    throw new MalformedAudioException("its SPHERE header has no line end_head");
  }

  static boolean recognises(ByteBuffer head) {
    return head.limit() >= FIRST_LINES && MAGIC.equals(text(head, 0, MAGIC.length()));
  }

  static SampleLayout parse(ByteBuffer head, long size) {
    SphereHeader header = new SphereHeader(head);
    SampleEncoding coding = header.coding();
    int channels = header.number("channel_count");
    long frames =
        header.fields.containsKey("sample_count")
            ? header.number("sample_count")
            : SampleLayout.frames(size - header.length, channels, coding);
    return new SampleLayout(
        header.number("sample_rate"), channels, coding, header.order(), header.length, frames);
  }

  private SampleEncoding coding() {
    String coding = fields.getOrDefault("sample_coding", "pcm").toLowerCase(Locale.ROOT);
    if (coding.contains("shorten")) {
      throw new MalformedAudioException(
          "is compressed with shorten; convert it: sph2pipe -f wav IN OUT.wav (or ffmpeg -i IN OUT.wav)");
    }
    int width = number("sample_n_bytes");
    if (coding.equals("pcm") && width == 2) {
      return SampleEncoding.SIGNED_16;
    }
    if (coding.equals("pcm") && width == 1) {
      return SampleEncoding.SIGNED_8;
    }
    if (coding.equals("ulaw") || coding.equals("mu-law")) {
      return SampleEncoding.MU_LAW;
    }
    throw new MalformedAudioException(
        "is SPHERE of coding %s with %d bytes, which is not supported; convert it: sox IN OUT.wav"
            .formatted(coding, width));
  }

  private ByteOrder order() {
    // 01 and 10 are how the low and the high byte of a sample follow; 1 is one byte, without order.
    String order = fields.getOrDefault("sample_byte_format", "1");
    return switch (order) {
      case "01", "1" -> ByteOrder.LITTLE_ENDIAN;
      case "10" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new MalformedAudioException(
              "has sample_byte_format %s; 01, 10 and 1 are known".formatted(order));
    };
  }

  private int number(String field) {
    String value = fields.get(field);
    if (value == null) {
      throw new MalformedAudioException("its SPHERE header has no " + field);
    }
    return number(field, value);
  }

  private static int number(String what, String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException wrong) {
      throw new MalformedAudioException("%s is \"%s\", not a number".formatted(what, value));
    }
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] letters = new byte[length];
    bytes.get(at, letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }
}
