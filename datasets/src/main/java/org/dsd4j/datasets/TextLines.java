package org.dsd4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a text, one after the other. They end in a line feed, a carriage return or both; a
 * byte order mark at the start of a line, as Windows writes it and as joined files have it, is no
 * part of it. Memory is bounded by the longest line that is allowed.
 */
public final class TextLines implements AutoCloseable {

  /** Bytes of the longest line of a list: no caption, transcript or row of a table is as long. */
  public static final int LONGEST = 1 << 20;

  /** Bytes of the largest file of which {@link #of} keeps all lines. */
  public static final long LARGEST = 256L << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int at; // the next byte of the buffer
  private int filled;
  private byte[] line = new byte[256]; // what earlier buffers had of the current line
  private int length;
  private int number;
  private boolean afterReturn;

  /**
   * Lines of a stream, which is closed with this.
   *
   * @param in of UTF-8
   * @param longest the most bytes of a line
   */
  public TextLines(InputStream in, int longest) {
    this(in, longest, StandardCharsets.UTF_8);
  }

  private TextLines(InputStream in, int longest, Charset charset) {
    this.in = in;
    this.longest = longest;
    decoder = charset.newDecoder(); // reports what is malformed
  }

  /**
   * Reads a whole file of UTF-8.
   *
   * @param file a plain file
   * @return its lines
   * @throws IOException if it cannot be read, is not UTF-8 or beyond the bounds; {@link
   *     #problem(Path, IOException)} says it to the user
   */
  public static List<String> of(Path file) throws IOException {
    return of(file, StandardCharsets.UTF_8);
  }

  /**
   * Reads a whole file.
   *
   * @param file a plain file
   * @param charset how it is encoded
   * @return its lines
   * @throws IOException if it cannot be read or is beyond the bounds
   */
  public static List<String> of(Path file, Charset charset) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new MalformedTextException("is not a plain file; give the file itself");
    }
    if (Files.size(file) > LARGEST) {
      throw new MalformedTextException(
          "has more than the %d MiB that are read of a list; is it the right file?"
              .formatted(LARGEST >> 20));
    }
    List<String> lines = new ArrayList<>();
    try (TextLines text = new TextLines(Files.newInputStream(file), LONGEST, charset)) {
      for (String line = text.next(); line != null; line = text.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /**
   * What to say of a file that could not be read.
   *
   * @param file which one
   * @param failure why, as {@link #of} and {@link #next} throw it
   * @return one line with what to do
   */
  public static String problem(Path file, IOException failure) {
    return failure instanceof MalformedTextException
        ? file + ": " + failure.getMessage()
        : "%s: cannot be read (%s); write it again".formatted(file, failure);
  }

  /**
   * Number of the line that was read last.
   *
   * @return from 1; 0 before the first
   */
  public int number() {
    return number;
  }

  /**
   * The next line.
   *
   * @return it without its end; null after the last
   * @throws IOException if it cannot be read, is longer than allowed, or is malformed
   */
  public String next() throws IOException {
    number++;
    length = 0;
    if (afterReturn && hasMore() && buffer[at] == '\n') {
      at++;
    }
    afterReturn = false;
    if (!hasMore()) {
      return null;
    }
    int from = at;
    while (true) {
      if (at == filled) {
        add(from);
        if (!hasMore()) {
          break; // The last line needs no end.
        }
        from = at;
      } else if (buffer[at] == '\n' || buffer[at] == '\r') {
        add(from);
        afterReturn = buffer[at++] == '\r';
        break;
      } else {
        at++;
      }
    }
    return length == 0 ? "" : decoded();
  }

  private boolean hasMore() throws IOException {
    if (at < filled) {
      return true;
    }
    at = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  /** Adds the buffer from a place to where it was read. */
  private void add(int from) throws MalformedTextException {
    int more = at - from;
    if (length + more > longest) {
      throw new MalformedTextException(
          "line %d has more than %d bytes; it is no text of this kind".formatted(number, longest));
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, Math.min(longest, 2 * line.length)));
    }
    System.arraycopy(buffer, from, line, length, more);
    length += more;
  }

  private String decoded() throws MalformedTextException {
    if (number == 1 && length > 1 && isUtf16()) {
      throw new MalformedTextException("is UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
    }
    try {
      String text = decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException malformed) {
      throw new MalformedTextException(
          "line %d is not UTF-8; convert the file, such as from Latin-1: iconv -f LATIN1 -t UTF-8"
              .formatted(number));
    }
  }

  private boolean isUtf16() {
    return (line[0] == -1 && line[1] == -2) || (line[0] == -2 && line[1] == -1);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A text that is not what it should be; its message goes behind the name of the file. */
  private static final class MalformedTextException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedTextException(String message) {
      super(message);
    }
  }
}
