package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of lines that are written in one move, unlike a {@link LineFile}: a last line without its
 * end is damage, not a kill.
 */
final class WholeLines {
  private WholeLines() {}

  /** All lines. */
  static List<String> read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      if (!text.isEmpty() && !text.endsWith("\n")) {
        throw damaged(file, lines.size(), "the line is cut off");
      }
      return lines;
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + " (" + e + ")", e);
    }
  }

  /** The problem with one line, counted from 1. */
  static StoreException damaged(Path file, int line, String why) {
    return new StoreException(
        file
            + ", line "
            + line
            + ", is damaged ("
            + why
            + "): move that run away, it can be re-run");
  }
}
