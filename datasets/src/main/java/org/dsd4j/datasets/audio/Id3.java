package org.dsd4j.datasets.audio;

import java.nio.ByteBuffer;

/** Tags of ID3v2, which some programs write in front of files of any format. */
final class Id3 {

  private static final int HEADER = 10;
  private static final int FLAGS = 5;
  private static final int FOOTER = 0x10;

  private Id3() {}

  /**
   * Where the tags in front of a file end.
   *
   * @return 0 if there is none, at most the limit of {@code file}
   */
  static int end(ByteBuffer file) {
    int at = 0;
    while (isAt(file, at)) {
      long length = 0;
      for (int i = HEADER - 4; i < HEADER; i++) {
        length = (length << 7) | (file.get(at + i) & 0x7f);
      }
      boolean footer = (file.get(at + FLAGS) & FOOTER) != 0;
      at = (int) Math.min(file.limit(), at + HEADER + length + (footer ? HEADER : 0));
    }
    return at;
  }

  private static boolean isAt(ByteBuffer file, int at) {
    return file.limit() - at >= HEADER
        && file.get(at) == 'I'
        && file.get(at + 1) == 'D'
        && file.get(at + 2) == '3';
  }
}
