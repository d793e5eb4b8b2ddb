package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are either whole or not there, whatever happens meanwhile. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Writes a file through a temporary one beside it: write, force to disk, move into place. A
   * reader sees the old content or the new, never a part.
   *
   * @param file the target, whose folder exists
   * @param content all of its bytes
   * @throws StoreWriteException if the disk is full or the folder cannot be written
   */
  public static void write(Path file, byte[] content) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      move(temporary, file);
    } catch (IOException e) {
      throw new StoreWriteException(
          "cannot write " + file + " (" + e + "): check that the disk has room and may be written",
          e);
    }
  }

  /**
   * Writes a text file in UTF-8, as {@link #write(Path, byte[])} writes bytes.
   *
   * @param file the target, whose folder exists
   * @param text all of its content
   * @throws StoreWriteException if the disk is full or the folder cannot be written
   */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Creates a folder, and those above it, where they are missing.
   *
   * @param folder the folder
   * @throws StoreWriteException if it cannot be created
   */
  public static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StoreWriteException("cannot create the folder " + folder + " (" + e + ")", e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems have no atomic move; replacing is the best they offer.
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
