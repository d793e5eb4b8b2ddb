package org.dsd4j.datasets.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * The segments of a JPEG file that make pixels, and what libjpeg takes its colours for. Everything
 * else is left out before a decoder of Java sees it: profiles, which Java applies and every
 * training pipeline ignores; previews, comments and damaged application data, at which it fails;
 * bytes between segments, which libjpeg skips.
 *
 * <p>In place of the markers of the file stands one that leaves the decoder no choice of colours:
 * Java has rules of its own beside those of libjpeg.
 */
final class JpegStream {

  /** What the components of a picture are. */
  enum Colours {
    GREY,
    YCC,
    RGB,
    CMYK,
    YCCK
  }

  private static final int SOI = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int HUFFMAN = 0xc4;
  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;
  private static final byte[] JFIF_MARKER = {
    (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  private final byte[] bytes;
  private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
  private boolean jfif;
  private int adobe = -1;
  private byte[] frame = {};
  private boolean huffman;
  private int scan;

  private JpegStream(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the headers.
   *
   * @return nothing if the file ends before its picture does
   */
  static Optional<JpegStream> of(byte[] bytes) {
    JpegStream stream = new JpegStream(bytes);
    return stream.readHeaders() && stream.endReached() ? Optional.of(stream) : Optional.empty();
  }

  private boolean readHeaders() {
    int at = 2;
    while (at + 4 <= bytes.length) {
      int marker = bytes[at + 1] & 0xff;
      if ((bytes[at] & 0xff) != 0xff || marker == 0xff || marker == 0) {
        at++; // Fill bytes before a marker, and anything else between segments.
      } else if (standsAlone(marker)) {
        at += 2;
      } else if (marker == SCAN) {
        scan = at;
        return true;
      } else {
        int end = at + 2 + unsigned16(bytes, at + 2);
        if (end > bytes.length) {
          return false;
        }
        segment(marker, at, end);
        at = end;
      }
    }
    return false;
  }

  /** Restarts, and the marker that files of before the standard have. */
  private static boolean standsAlone(int marker) {
    return marker == 1 || (marker >= 0xd0 && marker <= SOI);
  }

  private void segment(int marker, int from, int end) {
    int data = from + 4;
    if (marker == APP0) {
      jfif |= end - data >= 14 && spells("JFIF\0", data);
    } else if (marker == APP14) {
      adobe = end - data >= 12 && spells("Adobe", data) ? bytes[data + 11] & 0xff : adobe;
    } else if (makesPixels(marker)) {
      boolean first = isFrame(marker) && frame.length == 0;
      frame = first ? Arrays.copyOfRange(bytes, data, Math.max(data, end)) : frame;
      huffman |= marker == HUFFMAN;
      tables.write(bytes, from, end - from);
    }
  }

  /** Frames, and tables of every kind: 0xc0 to 0xcf, 0xdb and 0xdd. */
  private static boolean makesPixels(int marker) {
    return (marker & 0xf0) == 0xc0 || marker == 0xdb || marker == 0xdd;
  }

  private static boolean isFrame(int marker) {
    return (marker & 0xf0) == 0xc0 && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private boolean spells(String text, int at) {
    byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
    return at + letters.length <= bytes.length
        && Arrays.equals(bytes, at, at + letters.length, letters, 0, letters.length);
  }

  /** In scan data each byte 0xff is followed by 0 unless it starts a marker. */
  private boolean endReached() {
    for (int i = bytes.length - 2; i > scan; i--) {
      if ((bytes[i] & 0xff) == 0xff && (bytes[i + 1] & 0xff) == END) {
        return true;
      }
    }
    return false;
  }

  private static int unsigned16(byte[] from, int at) {
    return ((from[at] & 0xff) << 8) | (from[at + 1] & 0xff);
  }

  /** Rows, as the frame says; 0 without a frame. */
  int height() {
    return frame.length < 6 ? 0 : unsigned16(frame, 1);
  }

  /** Columns, as the frame says; 0 without a frame. */
  int width() {
    return frame.length < 6 ? 0 : unsigned16(frame, 3);
  }

  /** Number of scans, at least 1. */
  int scans() {
    int scans = 0;
    for (int i = scan; i + 1 < bytes.length; i++) {
      if ((bytes[i] & 0xff) == 0xff && (bytes[i + 1] & 0xff) == SCAN) {
        scans++;
      }
    }
    return scans;
  }

  /** What libjpeg would take the components for; nothing if it knows none of their number. */
  Optional<Colours> colours() {
    return switch (frame.length < 6 ? 0 : frame[5]) {
      case 1 -> Optional.of(Colours.GREY);
      case 3 -> Optional.of(threeComponents());
      case 4 -> Optional.of(adobe < 0 || adobe == 0 ? Colours.CMYK : Colours.YCCK);
      default -> Optional.empty();
    };
  }

  private Colours threeComponents() {
    if (jfif || adobe > 0) {
      return Colours.YCC;
    }
    if (adobe == 0) {
      return Colours.RGB;
    }
    boolean named = frame.length >= 15 && frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B';
    return named ? Colours.RGB : Colours.YCC;
  }

  /** A file of the segments that make pixels. */
  byte[] reduced(Colours colours) {
    byte[] marker =
        switch (colours) {
          case GREY, YCC -> JFIF_MARKER;
          case RGB, CMYK -> adobeMarker(0);
          case YCCK -> adobeMarker(2);
        };
    int length = 2 + marker.length + tables.size() + bytes.length - scan;
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    out.write(0xff);
    out.write(SOI);
    out.writeBytes(marker);
    if (!huffman) {
      // Frames of Motion JPEG have none, and mean those of the standard.
      out.writeBytes(table(0x00, JPEGHuffmanTable.StdDCLuminance));
      out.writeBytes(table(0x10, JPEGHuffmanTable.StdACLuminance));
      out.writeBytes(table(0x01, JPEGHuffmanTable.StdDCChrominance));
      out.writeBytes(table(0x11, JPEGHuffmanTable.StdACChrominance));
    }
    out.writeBytes(tables.toByteArray());
    out.write(bytes, scan, bytes.length - scan);
    return out.toByteArray();
  }

  private static byte[] table(int place, JPEGHuffmanTable codes) {
    short[] lengths = codes.getLengths();
    short[] values = codes.getValues();
    byte[] segment = new byte[5 + 16 + values.length];
    segment[0] = (byte) 0xff;
    segment[1] = (byte) HUFFMAN;
    segment[3] = (byte) (segment.length - 2);
    segment[4] = (byte) place;
    for (int i = 0; i < lengths.length; i++) {
      segment[5 + i] = (byte) lengths[i];
    }
    for (int i = 0; i < values.length; i++) {
      segment[21 + i] = (byte) values[i];
    }
    return segment;
  }

  private static byte[] adobeMarker(int transform) {
    return new byte[] {
      (byte) 0xff,
      (byte) APP14,
      0,
      14,
      'A',
      'd',
      'o',
      'b',
      'e',
      0,
      100,
      0,
      0,
      0,
      0,
      (byte) transform
    };
  }
}
