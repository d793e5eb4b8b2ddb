package org.dsd4j.reports.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dsd4j.reports.record.RecordJson;

/**
 * A file of one record a line that only grows. A kill can tear its last line, which is the one
 * without a line end: readers leave it out and the next writer cuts it off.
 */
final class LineFile implements AutoCloseable {
  private final Path file;
  private final OutputStream stream;
  private final LineChain chain;
  private final boolean goesOn;

  private LineFile(Path file, OutputStream stream, LineChain chain) {
    this.goesOn = chain.goesOn();
    this.file = file;
    this.stream = stream;
    this.chain = chain;
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
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          chain);
    } catch (IOException e) {
      throw new StoreWriteException("cannot write " + file + " (" + e + ")", e);
    }
  }

  /** Reads the whole lines; none of a file that does not exist. */
  static void wholeLines(Path file, RecordKind kind, RecordFile.LineReader reader) {
    if (RecordFile.isThere(file)) {
      RecordFile.lines(file, kind, reader);
    }
  }

  /** Writes one record as a line, in one call, and flushes it. */
  void append(Object record) {
    try {
      byte[] line = chain.seal(RecordJson.mapper().writeValueAsBytes(record));
      byte[] whole = new byte[line.length + 1];
      System.arraycopy(line, 0, whole, 0, line.length);
      whole[line.length] = '\n';
      stream.write(whole);
      stream.flush();
    } catch (IOException e) {
      throw new StoreWriteException(
          "cannot write " + file + " (" + e + "): check that the disk has room", e);
    }
  }

  /** Closes a file that is whole, after everything in it has reached the disk. */
  void finish() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      stream.close();
      channel.force(true);
    } catch (IOException e) {
      throw new StoreWriteException("cannot write " + file + " (" + e + ")", e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
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
