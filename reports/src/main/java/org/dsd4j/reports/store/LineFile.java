package org.dsd4j.reports.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
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

  private LineFile(Path file, OutputStream stream) {
    this.file = file;
    this.stream = stream;
  }

  /** Opens a file to go on with it; made when it is missing. */
  static LineFile open(Path file) {
    try {
      cutTornLine(file);
      return new LineFile(
          file, Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
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
      byte[] line = RecordJson.mapper().writeValueAsBytes(record);
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
