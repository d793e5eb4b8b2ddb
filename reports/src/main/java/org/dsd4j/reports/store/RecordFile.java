package org.dsd4j.reports.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * The one way in which a file of a store is read, be it in a folder or in an archive. Only a plain
 * file is opened, since a pipe or a device may never end; at most as much is read as {@link
 * org.dsd4j.reports.record.RecordLimits} says, whatever size the file claims; and every fault is
 * one line with its reason.
 *
 * <p>Reading never waits for another process, and takes as long as the bytes within the bounds
 * take. A thread that has to stop earlier is interrupted: before its next file or block of a file
 * it throws {@link CancellationException}, which no reader takes for a damaged file.
 */
public final class RecordFile {
  private static final int BLOCK = 64 * 1024;
  private static final int MIB = 1024 * 1024;

  private RecordFile() {}

  /**
   * Whether anything stands at a place, be it readable or not: unlike {@link Files#exists} it is
   * true of a link to something that is missing and of a file in a folder that may not be entered,
   * so that the reading says what is wrong, instead of taking the file for one that was not
   * written.
   *
   * @param file the place
   * @return false where there is nothing
   */
  public static boolean isThere(Path file) {
    try {
      Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Reads a whole file.
   *
   * @param file the file
   * @param kind what it is, which bounds its size
   * @return its bytes
   * @throws StoreException if it is no plain file, too large, or cannot be read
   * @throws CancellationException if this thread was interrupted
   */
  public static byte[] bytes(Path file, RecordKind kind) {
    try (InputStream in = open(file, kind)) {
      byte[] bytes = in.readNBytes(kind.bytes() + 1);
      if (bytes.length > kind.bytes()) {
        throw tooLarge(file, kind);
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** What is done with a line. */
  @FunctionalInterface
  interface LineReader {
    /** Takes a line, counted from 1, without its end. */
    void read(int number, String line);
  }

  /**
   * Reads a file of lines in UTF-8, one after the other, without keeping them.
   *
   * @param file the file
   * @param kind what it is, which bounds its size, its lines and their number
   * @param reader takes each line that has its end
   * @return whether the last line had no end, and was not given to the reader
   * @throws StoreException if it is no plain file, beyond its bounds, or cannot be read
   * @throws CancellationException if this thread was interrupted
   */
  static boolean lines(Path file, RecordKind kind, LineReader reader) {
    try (InputStream in = open(file, kind)) {
      return new Scan(file, kind, reader).all(in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The problem with one line, counted from 1, of a file that is written in one move. */
  static StoreException damaged(Path file, int line, String why) {
    return new StoreException(
        file
            + ", line "
            + line
            + ", is damaged ("
            + why
            + "): move that run away, it can be re-run");
  }

  /** Opens a plain file; never one at which opening or reading could wait. */
  private static InputStream open(Path file, RecordKind kind) throws IOException {
    checkNotCancelled(file);
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    if (!found.isRegularFile()) {
      String what = found.isDirectory() ? "a folder" : "no plain file but a pipe, device or socket";
      throw new StoreException(
          file + " is " + what + " where " + kind.words() + " is expected: move it away");
    }
    if (found.size() > kind.bytes()) {
      throw tooLarge(file, kind);
    }
    // A channel would unpack a whole file of an archive into memory first.
    return Files.newInputStream(file);
  }

  /** Readers of many files ask before each. */
  static void checkNotCancelled(Path file) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the reading of " + file + " was stopped");
    }
  }

  private static StoreException tooLarge(Path file, RecordKind kind) {
    return new StoreException(
        file
            + " is larger than "
            + kind.bytes() / MIB
            + " MiB, the most that "
            + kind.words()
            + " may have: it is no record of this suite, move it away");
  }

  private static StoreException unreadable(Path file, IOException e) {
    boolean link = e instanceof NoSuchFileException && Files.isSymbolicLink(file);
    String reason = link ? "it is a link to something that is missing" : IoReason.of(e);
    return new StoreException("cannot read " + file + ": " + reason, e);
  }

  /** Cuts blocks of bytes into lines. */
  private static final class Scan {
    private final Path file;
    private final RecordKind kind;
    private final LineReader reader;
    private byte[] buffer = new byte[BLOCK];
    private int start;
    private int end;
    private int line;

    Scan(Path file, RecordKind kind, LineReader reader) {
      this.file = file;
      this.kind = kind;
      this.reader = reader;
    }

    boolean all(InputStream in) throws IOException {
      long total = 0;
      for (int read = fill(in); read >= 0; read = fill(in)) {
        total += read;
        if (total > kind.bytes()) {
          throw tooLarge(file, kind);
        }
        cut(end - read);
        if (end - start > kind.lineBytes()) {
          throw damaged(file, line + 1, "it is longer than " + kind.lineBytes() + " bytes");
        }
      }
      return end > start;
    }

    private int fill(InputStream in) throws IOException {
      checkNotCancelled(file);
      // What is left of a line moves to the front; the buffer grows with the longest line alone.
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
      if (buffer.length - end < BLOCK / 2) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      int read = in.read(buffer, end, buffer.length - end);
      end += Math.max(0, read);
      return read;
    }

    /** Gives every whole line to the reader; before {@code from} there is no line end. */
    private void cut(int from) {
      for (int i = from; i < end; i++) {
        if (buffer[i] == '\n') {
          line++;
          if (line > kind.lines()) {
            throw damaged(file, line, kind.words() + " has at most " + kind.lines() + " lines");
          }
          if (i - start > kind.lineBytes()) {
            throw damaged(file, line, "it is longer than " + kind.lineBytes() + " bytes");
          }
          reader.read(line, text(start, i));
          start = i + 1;
        }
      }
    }

    private String text(int from, int to) {
      int length = (to > from && buffer[to - 1] == '\r' ? to - 1 : to) - from;
      String text = new String(buffer, from, length, StandardCharsets.UTF_8);
      // Bytes that are no text become this letter without a word; a text may also hold it.
      if (text.indexOf('\uFFFD') >= 0 && !isText(ByteBuffer.wrap(buffer, from, length))) {
        throw damaged(file, line, "it is no UTF-8 text");
      }
      return text;
    }

    private static boolean isText(ByteBuffer bytes) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(bytes);
        return true;
      } catch (CharacterCodingException e) {
        return false;
      }
    }
  }
}
