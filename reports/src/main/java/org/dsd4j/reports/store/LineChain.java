package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.dsd4j.reports.record.RecordJson;

/**
 * The checksums in a file of one JSON object a line. The last member of a line, {@code crc}, is the
 * CRC-32C of the line before it and of all earlier lines, so that a line can neither be changed nor
 * left out, doubled or moved; the end of the file alone can be missing, as after a kill. The first
 * line that has one says in {@code run} whose the file is. Lines of older versions have neither.
 */
final class LineChain {
  private static final String CRC = ",\"crc\":\"";
  private static final String RUN = ",\"run\":";
  private static final String END = "\"}";
  private static final int TAIL = CRC.length() + 8 + END.length();

  private final Path file;
  private final Optional<String> owner;
  private final boolean all;
  private final CRC32C sum = new CRC32C();
  private boolean sealed;
  private int lines;

  private LineChain(Path file, Optional<String> owner, boolean all) {
    this.file = file;
    this.owner = owner;
    this.all = all;
  }

  /** For a file of whomever: its checksums must fit where there are any. */
  static LineChain of(Path file) {
    return new LineChain(file, Optional.empty(), false);
  }

  /**
   * For a file of a run.
   *
   * @param owner whose it must be
   * @param all whether every line must have a checksum; files of older versions begin without
   */
  static LineChain of(Path file, String owner, boolean all) {
    return new LineChain(file, Optional.of(owner), all);
  }

  /**
   * Checks the next line; all from the first have to be.
   *
   * @return the line as it was before it got its checksum
   * @throws StoreException if it was changed, or the file is of another run
   */
  String check(String line) {
    lines++;
    int end = line.length() - TAIL;
    if (end < 0 || !line.startsWith(CRC, end) || !line.endsWith(END)) {
      if (all || sealed) {
        throw changed("it has no checksum");
      }
      add(line);
      return line;
    }
    String content = line.substring(0, end);
    String digits = line.substring(end + CRC.length(), line.length() - END.length());
    String bare = sealed ? content : withoutOwner(content);
    add(content);
    if (!digits().equals(digits)) {
      throw changed("its checksum no longer fits");
    }
    sealed = true;
    return bare + "}";
  }

  /** The first line says whose the file is: named before the checksum, which it is part of. */
  private String withoutOwner(String content) {
    int at = content.lastIndexOf(RUN);
    if (at < 0) {
      throw changed("it does not say which run it is of");
    }
    String found = text(content.substring(at + RUN.length()));
    owner.ifPresent(expected -> requireSame(found, expected));
    return content.substring(0, at);
  }

  private void requireSame(String found, String expected) {
    if (!found.equals(expected)) {
      throw new StoreException(
          file
              + " is of another run ("
              + found
              + ", not "
              + expected
              + "): bring the right file back, or move the folder away and run it again");
    }
  }

  /**
   * Gives the next line its checksum.
   *
   * @param json an object with at least one member
   * @return the line without its end
   */
  byte[] seal(byte[] json) {
    lines++;
    String object = new String(json, StandardCharsets.UTF_8);
    String content = object.substring(0, object.length() - 1);
    if (!sealed) {
      content += RUN + json(owner.orElseThrow());
      sealed = true;
    }
    add(content);
    return (content + CRC + digits() + END).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether it has seen a line. */
  boolean goesOn() {
    return lines > 0;
  }

  private void add(String content) {
    sum.update(content.getBytes(StandardCharsets.UTF_8));
    sum.update('\n');
  }

  private String digits() {
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  private String text(String json) {
    try {
      return RecordJson.mapper().readValue(json, String.class);
    } catch (JsonProcessingException e) {
      throw changed("it does not say which run it is of");
    }
  }

  private static String json(String text) {
    try {
      return RecordJson.mapper().writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text that is no JSON", e);
    }
  }

  private StoreException changed(String how) {
    return new StoreException(
        file
            + ", line "
            + lines
            + ", was changed, or a line before it is missing ("
            + how
            + "): restore the file, or move the folder away and run it again");
  }
}
