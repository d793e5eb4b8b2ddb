package org.dsd4j.reports.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.dsd4j.reports.record.RecordLimits;

/** Reads the pictures that a report shows as they are; none is unpacked here. */
public final class PngFile {
  // Signature, length and type of the first chunk; then width and height, four bytes each.
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int SIZE_AT = 16;
  private static final int SHORTEST = 24;
  private static final int CHUNK = 3 * Integer.BYTES;
  private static final int END = 0x49454E44;

  private PngFile() {}

  /**
   * Reads a picture.
   *
   * @param file the file
   * @param problems gets one line when it is no picture that can be shown
   * @return its bytes, of a size within {@link RecordLimits}; empty with a problem
   */
  public static Optional<byte[]> read(Path file, List<String> problems) {
    byte[] bytes;
    try {
      bytes = RecordFile.bytes(file, RecordKind.PICTURE);
    } catch (StoreException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
    if (bytes.length <= SHORTEST || ByteBuffer.wrap(bytes).getLong() != SIGNATURE) {
      problems.add(file + " is no PNG picture: remove it, the report shows the others");
      return Optional.empty();
    }
    if (!isWhole(bytes)) {
      problems.add(
          file + " is damaged (a checksum of its own is wrong, or its end): copy or remove it");
      return Optional.empty();
    }
    if (!isSide(width(bytes)) || !isSide(height(bytes))) {
      problems.add(
          String.format(
              "%s says that it has %d x %d pixels, a side may have 1 to %d: remove it",
              file, width(bytes), height(bytes), RecordLimits.PICTURE_SIDE));
      return Optional.empty();
    }
    return Optional.of(bytes);
  }

  /** Each chunk is length, type, content and a checksum of type and content; IEND is the last. */
  private static boolean isWhole(byte... png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    bytes.getLong();
    while (bytes.remaining() >= CHUNK) {
      int length = bytes.getInt();
      if (length < 0 || length > bytes.remaining() - 2 * Integer.BYTES) {
        return false;
      }
      CRC32 sum = new CRC32();
      sum.update(png, bytes.position(), Integer.BYTES + length);
      int type = bytes.getInt();
      bytes.position(bytes.position() + length);
      if (bytes.getInt() != (int) sum.getValue()) {
        return false;
      }
      if (type == END) {
        return !bytes.hasRemaining();
      }
    }
    return false;
  }

  /** Width in pixels of what {@link #read} gave. */
  static int width(byte... png) {
    return ByteBuffer.wrap(png).getInt(SIZE_AT);
  }

  /** Height in pixels of what {@link #read} gave. */
  static int height(byte... png) {
    return ByteBuffer.wrap(png).getInt(SIZE_AT + Integer.BYTES);
  }

  private static boolean isSide(int pixels) {
    return pixels > 0 && pixels <= RecordLimits.PICTURE_SIDE;
  }
}
