package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
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
   * @throws StoreException if the root cannot be listed
   */
  public static StoreFingerprint of(Path root) {
    Map<String, String> files = new TreeMap<>();
    if (!Files.isDirectory(root)) {
      return new StoreFingerprint(files);
    }
    for (Path file : new StoreFolders(root, new ArrayList<>()).records()) {
      files.put(RecordsArchive.name(root, file), stamp(file));
    }
    return new StoreFingerprint(files);
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.size() + " " + found.lastModifiedTime();
    } catch (IOException e) {
      // Moved into its place meanwhile, or unreadable: then it is read anew when that changes.
      return IoReason.of(e);
    }
  }
}
