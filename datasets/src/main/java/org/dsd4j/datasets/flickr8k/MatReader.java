package org.dsd4j.datasets.flickr8k;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.flickr8k.MatInput.Tag;

/**
 * Reads one matrix of a MAT file of version 5 to 7, as floats and a piece at a time: nothing but
 * the result takes memory, and its size is checked against the bytes that are there before it is
 * asked for. Of other variables no more than the names are read.
 *
 * @see <a href="https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf">MAT-File
 *     Format</a>
 */
final class MatReader {

  private static final int HEADER = 128;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int COMPLEX = 0x800;

  /** Classes of variables, by their numbers from 1. */
  private static final List<String> CLASSES =
      List.of(
          "cell",
          "struct",
          "object",
          "char",
          "sparse",
          "double",
          "single",
          "int8",
          "uint8",
          "int16",
          "uint16",
          "int32",
          "uint32",
          "int64",
          "uint64",
          "function",
          "opaque");

  /** No stream of deflate unpacks to more than so many times its bytes. */
  private static final long MOST_INFLATED = 1040;

  private static final int PIECE = 1 << 16;

  private final Path file;
  private final String wanted;
  private final List<String> seen = new ArrayList<>();

  MatReader(Path file, String wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /**
   * A matrix.
   *
   * @param rows at least 1
   * @param columns at least 1
   * @param values column by column
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one method call
  record FullMatrix(int rows, int columns, float[] values) {}

  /**
   * Reads the matrix.
   *
   * @throws IOException if the file is no MAT file or is damaged
   * @throws DataException if it has no such matrix, or one that is not of real numbers
   */
  FullMatrix read() throws IOException {
    long size = Files.size(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), PIECE)) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER) {
        throw new IOException("it ends inside its header");
      }
      MatInput elements = new MatInput(in, order(header), size - HEADER);
      while (elements.left() > 0) {
        Optional<FullMatrix> found = element(elements);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new DataException(
        "%s: has no matrix %s, only %s; give the file that has a column of features for each picture"
            .formatted(file, wanted, seen));
  }

  private static ByteOrder order(byte[] header) throws IOException {
    String mark = new String(header, HEADER - 2, 2, StandardCharsets.ISO_8859_1);
    return switch (mark) {
      case "IM" -> ByteOrder.LITTLE_ENDIAN;
      case "MI" -> ByteOrder.BIG_ENDIAN;
      default -> throw new IOException("it does not start as a MAT file does");
    };
  }

  private Optional<FullMatrix> element(MatInput elements) throws IOException {
    Tag tag = elements.tag();
    if (tag.small() || (tag.type() != MATRIX && tag.type() != COMPRESSED)) {
      elements.skip(tag.small() ? Integer.BYTES : tag.bytes() + (-tag.bytes() & 7));
      return Optional.empty();
    }
    MatInput part = elements.part(tag.bytes());
    Optional<FullMatrix> found =
        tag.type() == MATRIX ? matrix(part, tag.bytes()) : compressed(part, tag.bytes());
    part.skip(part.left());
    return found;
  }

  private Optional<FullMatrix> compressed(MatInput part, long bytes) throws IOException {
    long most = bytes * MOST_INFLATED;
    try (InflaterInputStream unpacked = new InflaterInputStream(part.stream())) {
      MatInput inner = new MatInput(unpacked, part.order(), most);
      Tag tag = inner.tag();
      if (tag.type() != MATRIX || tag.small()) {
        throw new IOException("a compressed element holds no matrix");
      }
      return matrix(inner.part(tag.bytes()), most);
    }
  }

  private Optional<FullMatrix> matrix(MatInput in, long most) throws IOException {
    int flags = in.list(in.tag()).getInt();
    ByteBuffer extents = in.list(in.tag());
    int[] sizes = new int[extents.remaining() / Integer.BYTES];
    extents.asIntBuffer().get(sizes);
    String name = StandardCharsets.ISO_8859_1.decode(in.list(in.tag())).toString();
    if (!name.equals(wanted)) {
      seen.add(name);
      return Optional.empty();
    }
    requireNumbers(flags);
    if (sizes.length != 2 || sizes[0] < 1 || sizes[1] < 1) {
      throw new DataException(
          "%s: %s is %s and not features x pictures; save it as a matrix"
              .formatted(file, wanted, Arrays.toString(sizes)));
    }
    return Optional.of(new FullMatrix(sizes[0], sizes[1], values(in, sizes, most)));
  }

  private void requireNumbers(int flags) {
    int kind = flags & 0xff;
    String type = kind >= 1 && kind <= CLASSES.size() ? CLASSES.get(kind - 1) : "number " + kind;
    boolean numbers = type.equals("double") || type.equals("single");
    if (!numbers || (flags & COMPLEX) != 0) {
      throw new DataException(
          "%s: %s is of type %s%s and not a full matrix of real single or double numbers; save it as such"
              .formatted(file, wanted, numbers ? "complex " : "", type));
    }
  }

  private float[] values(MatInput in, int[] sizes, long most) throws IOException {
    Tag tag = in.tag();
    MatNumber number = MatNumber.of(tag.type());
    long count = (long) sizes[0] * sizes[1];
    if (count * number.width() != tag.bytes() || tag.bytes() > most) {
      throw new IOException(
          "%d x %d numbers do not have %d bytes".formatted(sizes[0], sizes[1], tag.bytes()));
    }
    requireMemory(count);
    float[] values = new float[(int) count];
    int at = 0;
    while (at < count) {
      int piece = (int) Math.min(PIECE / number.width(), count - at);
      ByteBuffer bytes = in.numbers(piece * number.width());
      for (int i = 0; i < piece; i++) {
        values[at++] = number.next(bytes);
      }
    }
    return values;
  }

  /** Half of the heap is left to everything else. */
  private void requireMemory(long count) {
    long bytes = count * Float.BYTES;
    if (count > Integer.MAX_VALUE - 8 || bytes > Runtime.getRuntime().maxMemory() / 2) {
      throw new DataException(
          "%s: %s takes %,d MiB of memory, more than half of what Java may have; allow more with -Xmx"
              .formatted(file, wanted, bytes >> 20));
    }
  }
}
