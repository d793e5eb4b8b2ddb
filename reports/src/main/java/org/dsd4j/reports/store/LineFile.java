package org.dsd4j.reports.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.dsd4j.reports.record.RecordJson;

/**
 * A file of one record a line that only grows. A kill can tear its last line, which is the one
 * without a line end: readers leave it out and the next writer cuts it off.
 */
final class LineFile implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final LineChain chain;
  private final boolean goesOn;

  /** What tells the file from another one in its place; null where the system has no such thing. */
  private final Object identity;

  /** How long it is, since nobody else writes it. */
  private long size;

  private LineFile(Path file, FileChannel channel, LineChain chain) throws IOException {
    this.file = file;
    this.channel = channel;
    this.chain = chain;
    this.goesOn = chain.goesOn();
    this.identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    this.size = channel.size();
  }

  /** Whether it had lines when it was opened. */
  boolean goesOn() {
    return goesOn;
  }

  /**
   * Opens a file to go on with it; made when it is missing.
   *
   * @param chain of this file, before its first line
   * @throws StoreException if a line was changed, or the file is of another run
   */
  static LineFile open(Path file, RecordKind kind, LineChain chain) {
    try {
      cutTornLine(file);
      wholeLines(file, kind, (line, text) -> chain.check(text));
      return new LineFile(
          file,
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          chain);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /** Reads the whole lines; none of a file that does not exist. */
  static void wholeLines(Path file, RecordKind kind, RecordFile.LineReader reader) {
    if (RecordFile.isThere(file)) {
      RecordFile.lines(file, kind, reader);
    }
  }

  /**
   * Writes one record as a line, in one call.
   *
   * @throws StoreWriteException if it cannot be written, or would be lost: the file is gone,
   *     another one, or was changed by somebody else
   */
  void append(Object record) {
    try {
      requireUntouched();
      byte[] line = chain.seal(RecordJson.mapper().writeValueAsBytes(record));
      ByteBuffer whole = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
      while (whole.hasRemaining()) {
        channel.write(whole);
      }
      size += whole.limit();
    } catch (IOException e) {
      cutBack();
      throw WriteFailure.of(file, e);
    }
  }

  /** What is written into a file without a name is lost with this process. */
  private void requireUntouched() throws IOException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new StoreWriteException(
          file
              + " was removed while this process writes it: bring it back if you can, then give the"
              + " same command again, which goes on from the last checkpoint",
          e);
    }
    if (!Objects.equals(identity, now.fileKey()) || now.size() != size) {
      throw new StoreWriteException(
          file
              + " was replaced or changed by another program while this process writes it: end that"
              + " one, then give the same command again, which goes on from the last checkpoint");
    }
    Path folder = StoreLayout.above(file);
    if (!Files.isWritable(folder)) {
      throw new StoreWriteException(
          "cannot write into "
              + folder
              + " any more: make it writable, then give the same command again, which goes on from"
              + " the last checkpoint");
    }
  }

  /** Part of a line would spoil the next one; where it cannot be cut off, the next start does. */
  private void cutBack() {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      // What happened first is what the caller learns.
    }
  }

  /** Closes a file that is whole, after everything in it has reached the disk. */
  void finish() {
    try (channel) {
      channel.force(true);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void cutTornLine(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw")) {
      long end = lines.length();
      while (end > 0) {
        lines.seek(end - 1);
        if (lines.read() == '\n') {
          break;
        }
        end--;
      }
      lines.setLength(end);
    }
  }
}
