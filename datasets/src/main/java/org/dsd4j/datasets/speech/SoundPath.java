package org.dsd4j.datasets.speech;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dsd4j.datasets.DataException;

/** Paths that stand in lists. */
public final class SoundPath {

  private static final String ENCODING = "sun.jnu.encoding";

  private SoundPath() {}

  /**
   * The file that a list names.
   *
   * @param folder where relative paths begin
   * @param name as the list has it
   * @return its path
   * @throws DataException with one line, if the name cannot be a file's here: a process that was
   *     started without UTF-8, as in a container without LANG, cannot name files beyond ASCII
   */
  public static Path in(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException impossible) {
      String encoding = System.getProperty(ENCODING, Charset.defaultCharset().name());
      throw new DataException(
          folder
              + ": \""
              + name.replaceAll("\\p{Cntrl}", "?")
              + (name.indexOf('\0') >= 0
                  ? "\" is no name of a file; mend the list"
                  : "\" cannot be a name of a file in the encoding %s of this process; set LC_ALL=C.UTF-8 and start again"
                      .formatted(encoding)),
          impossible);
    }
  }
}
