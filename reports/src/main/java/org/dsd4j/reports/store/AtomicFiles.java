package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files that are either whole or not there, whatever happens meanwhile. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Writes a file through a temporary one beside it: write, force to disk, move into place. A
   * reader sees the old content or the new, never a part; of two processes that write the same file
   * at once, one comes last.
   *
   * @param file the target, whose folder exists
   * @param content all of its bytes
   * @throws StoreWriteException if the disk is full or the folder cannot be written
   */
  public static void write(Path file, byte[] content) {
    try (TemporaryFile temporary = TemporaryFile.beside(file)) {
      temporary.write(content);
      temporary.moveIntoPlace();
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
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

  /** Reads a file while it is there. */
  public interface Use {
    /**
     * Uses it.
     *
     * @param file its path
     * @throws IOException passed on to the caller
     */
    void of(Path file) throws IOException;
  }

  /**
   * Makes a file for a moment. What a killed process leaves of it is deleted with the other
   * temporary files of that folder.
   *
   * @param place how its name begins, in a folder that exists
   * @param content all of its bytes
   * @param use called once, before the file is deleted
   * @throws IOException if it cannot be written, or used
   */
  public static void briefly(Path place, byte[] content, Use use) throws IOException {
    try (TemporaryFile temporary = TemporaryFile.beside(place)) {
      temporary.write(content);
      temporary.closeFile();
      use.of(temporary.path());
    }
  }

  /**
   * Deletes the temporary files that killed processes have left in a folder; those of living ones
   * stay. A process that writes into a folder does so by itself.
   *
   * @param folder the folder, which may be missing
   */
  public static void sweep(Path folder) {
    TemporaryFile.sweep(folder);
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
      throw WriteFailure.of(folder, e);
    }
  }
}
