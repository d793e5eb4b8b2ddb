package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why a file could not be read or written, in the words of a user and with what helps: an exception
 * of Java names its class and repeats the path, and the same advice for every fault is wrong for
 * most of them.
 */
public final class IoReason {
  /** What systems say, in small letters, and what it means. The first that is found counts. */
  private static final Map<String, String> SAYINGS = new LinkedHashMap<>();

  static {
    SAYINGS.put(
        "too many open files", "too many files are open: raise the limit with ulimit -n 1024");
    SAYINGS.put("no space left", "the disk is full: free some space");
    SAYINGS.put("quota exceeded", "the disk quota is used up: free some space");
    SAYINGS.put("file too large", "the file would be larger than the system allows");
    SAYINGS.put("read-only file system", "the disk is mounted read-only");
    SAYINGS.put("permission denied", "no permission");
    SAYINGS.put("operation not permitted", "no permission");
    SAYINGS.put("is a directory", "it is a folder");
    SAYINGS.put("not a directory", "a file stands where a folder is needed");
    SAYINGS.put("levels of symbolic links", "links lead in a circle");
    SAYINGS.put("no such file or directory", "there is no such file");
    SAYINGS.put("file name too long", "its name is too long");
    SAYINGS.put("input/output error", "the disk reports an error");
    SAYINGS.put("stale file handle", "the network folder is no longer there");
  }

  private IoReason() {}

  /**
   * Words a fault.
   *
   * @param e what the file system said
   * @return one part of a sentence without a full stop, such as {@code no permission}; it does not
   *     name the file
   */
  public static String of(IOException e) {
    return byClass(e).or(() -> bySaying(String.valueOf(e.getMessage()))).orElseGet(() -> itsOwn(e));
  }

  private static Optional<String> byClass(IOException e) {
    if (e instanceof NoSuchFileException) {
      return Optional.of("there is no such file");
    }
    if (e instanceof AccessDeniedException) {
      return Optional.of("no permission");
    }
    if (e instanceof FileAlreadyExistsException) {
      return Optional.of("something of that name is there already");
    }
    if (e instanceof NotDirectoryException) {
      return Optional.of("a file stands where a folder is needed");
    }
    if (e instanceof DirectoryNotEmptyException) {
      return Optional.of("the folder is not empty");
    }
    return e instanceof ClosedByInterruptException
        ? Optional.of("it was interrupted")
        : Optional.empty();
  }

  private static Optional<String> bySaying(String message) {
    String small = message.toLowerCase(Locale.ROOT);
    return SAYINGS.entrySet().stream()
        .filter(saying -> small.contains(saying.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The reason without the path, where the exception has them apart. */
  private static String itsOwn(IOException e) {
    String reason = e instanceof FileSystemException apart ? apart.getReason() : e.getMessage();
    return Optional.ofNullable(reason)
        .flatMap(text -> text.lines().findFirst())
        .filter(line -> !line.isBlank())
        .orElse(e.getClass().getSimpleName());
  }
}
