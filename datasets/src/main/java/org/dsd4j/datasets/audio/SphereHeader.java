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
 * <p>Samples may be written as they are ({@code pcm}) or companded ({@code ulaw}, {@code alaw}).
 * Those that are compressed with shorten, as on the discs of the LDC, are refused with the command
 * that converts them.
 */
final class SphereHeader {

  private static final String MAGIC = "NIST_1A\n";
  private static final int FIRST_LINES = 16;
  private static final int LONGEST_SHOWN = 40;

  /** A kilobyte is usual. */
  static final int MOST_HEADER = 1 << 14;

  private final Map<String, String> fields = new HashMap<>();
  private final int length;

  private SphereHeader(ByteBuffer head) {
    String number = text(head, MAGIC.length(), FIRST_LINES - MAGIC.length()).strip();
    length = number("the length of its header", number);
    if (length < FIRST_LINES || length > MOST_HEADER) {
      throw new MalformedAudioException(
          "its SPHERE header is %d bytes long, where %d to %d are known; copy it again"
              .formatted(length, FIRST_LINES, MOST_HEADER));
    }
    if (length > head.limit()) {
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
        // Programs that write to a pipe cannot go back to fill in the count.
        header.fields.containsKey("sample_count") && header.number("sample_count") != 0
            ? header.number("sample_count")
            : SampleLayout.frames(size - header.length, channels, coding);
    return new SampleLayout(
        header.number("sample_rate"), channels, coding, header.order(), header.length, frames);
  }

  private SampleEncoding coding() {
    String coding = fields.getOrDefault("sample_coding", "pcm").toLowerCase(Locale.ROOT);
    if (coding.contains("shorten")) {
      throw new MalformedAudioException(
          "is compressed with shorten; convert it: sph2pipe -f wav IN OUT.wav (or ffmpeg -i IN"
              + " OUT.wav)");
    }
    int width = number("sample_n_bytes");
    return switch (coding) {
      case "pcm" ->
          SampleEncoding.integers(Byte.SIZE * width, true)
              .orElseThrow(() -> unknown(coding, width));
      case "ulaw", "mu-law" -> SampleEncoding.MU_LAW;
      case "alaw", "a-law" -> SampleEncoding.A_LAW;
      default -> throw unknown(coding, width);
    };
  }

  private static MalformedAudioException unknown(String coding, int width) {
    return new MalformedAudioException(
        "is SPHERE of coding %s with %d bytes, which is not supported; convert it: ffmpeg -i IN OUT.wav"
            .formatted(shown(coding), width));
  }

  private ByteOrder order() {
    // How the bytes of a sample follow, 0 being the lowest; 1 is one byte, without order.
    String order = fields.getOrDefault("sample_byte_format", "1");
    return switch (order) {
      case "01", "012", "0123", "1", "0" -> ByteOrder.LITTLE_ENDIAN;
      case "10", "210", "3210" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new MalformedAudioException(
              "has sample_byte_format %s; 01, 10 and 1 are known".formatted(shown(order)));
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
      throw new MalformedAudioException("%s is \"%s\", not a number".formatted(what, shown(value)));
    }
  }

  /** A damaged header has anything for a value, which must not break the line of a message. */
  private static String shown(String value) {
    String start = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) : value;
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] letters = new byte[length];
    bytes.get(at, letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }
}
