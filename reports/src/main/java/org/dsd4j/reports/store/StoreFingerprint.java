package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which records a store has, with their sizes and times: two equal ones make the same report. It
 * reads no content, so it costs little; a file that is changed within the clock's tick to the same
 * length goes unnoticed, which no writer of records does.
 *
 * @param files one text for each file, by its path in the store
 */
public record StoreFingerprint(Map<String, String> files) {
  /** Copies the map. */
  public StoreFingerprint {
    files = Map.copyOf(files);
  }

  /**
   * Looks at a store, which others may be writing.
   *
   * @param root its folder; may be missing
   * @return of its files now
   * @throws StoreException if a folder cannot be listed
   */
  public static StoreFingerprint of(Path root) {
    Map<String, String> files = new TreeMap<>();
    if (!Files.isDirectory(root)) {
      return new StoreFingerprint(files);
    }
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
              String name = RecordsArchive.name(root, file);
              if (StoreLayout.isRecord(name)) {
                files.put(name, found.size() + " " + found.lastModifiedTime());
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              // A temporary file that has been moved into its place meanwhile.
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new StoreException("cannot list the folder " + root + " (" + e + ")", e);
    }
    return new StoreFingerprint(files);
  }
}
