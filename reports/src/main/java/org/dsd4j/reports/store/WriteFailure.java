package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Says why a file cannot be written, and what to do about that and nothing else. */
final class WriteFailure {
  /** By a part of what systems say, in small letters. */
  private static final Map<String, String> ADVICE =
      Map.of(
          "no space left", "free some space",
          "not enough space", "free some space",
          "quota", "free some space, or have the quota raised",
          "read-only file system", "make it writable, or choose another folder",
          "too many open files", "raise the limit of open files (ulimit -n)",
          "file name too long", "choose a folder with a shorter path",
          "input/output error", "look after the disk, or choose another folder");

  private WriteFailure() {}

  /**
   * The problem in one line.
   *
   * @param file what was to be written
   * @param e what the system said
   */
  static StoreWriteException of(Path file, IOException e) {
    return new StoreWriteException("cannot write " + file + ": " + reason(file, e), e);
  }

  private static String reason(Path file, IOException e) {
    Path folder = StoreLayout.above(file);
    if (e instanceof NoSuchFileException && !Files.exists(folder)) {
      return "its folder " + folder + " does not exist (any more)";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied; give the right to write in " + folder + ", or choose another";
    }
    String said = said(e);
    String small = said.toLowerCase(Locale.ROOT);
    return ADVICE.entrySet().stream()
        .filter(entry -> small.contains(entry.getKey()))
        .map(entry -> said + "; " + entry.getValue())
        .findFirst()
        .orElse(said);
  }

  private static String said(IOException e) {
    String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason.strip();
  }
}
