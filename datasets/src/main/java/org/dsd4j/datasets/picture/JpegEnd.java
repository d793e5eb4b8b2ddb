package org.dsd4j.datasets.picture;

/** Checks whether the bytes of a JPEG file reach its end marker. */
final class JpegEnd {

  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  private JpegEnd() {}

  /**
   * Whether the picture data ends in the file; a preview inside a header segment does not count.
   */
  static boolean reached(byte[] bytes) {
    int at = 2;
    while (at + 4 <= bytes.length && (bytes[at] & 0xff) == 0xff) {
      int marker = bytes[at + 1] & 0xff;
      if (marker == 0xff) {
        at++; // Any number of fill bytes may precede a marker.
      } else if (marker == START_OF_SCAN) {
        return endAfter(bytes, at);
      } else {
        at += 2 + ((bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff));
      }
    }
    return false;
  }

  /** In scan data each byte 0xff is followed by 0 unless it starts a marker. */
  private static boolean endAfter(byte[] bytes, int scan) {
    for (int i = bytes.length - 2; i > scan; i--) {
      if ((bytes[i] & 0xff) == 0xff && (bytes[i + 1] & 0xff) == END_OF_IMAGE) {
        return true;
      }
    }
    return false;
  }
}
