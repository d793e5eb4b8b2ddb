package org.dsd4j.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells that a file was changed, without reading it: its size and when it was last written. A
 * cache of what was made of files has it in its key.
 */
public final class FileState {

  private FileState() {}

  /**
   * The state of a file now.
   *
   * @param file its path
   * @return bytes and nanoseconds; {@code missing} if there is no such file
   */
  public static String of(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.size() + " " + now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    } catch (IOException missing) {
      return "missing";
    }
  }
}
