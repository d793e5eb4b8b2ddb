package org.dsd4j.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A text file with one entry per line.
 *
 * @param file its path
 * @param lines without leading and trailing white space; blank lines at the end are left out
 */
public record TextList(Path file, List<String> lines) {

  /**
   * Reads the first file of a name, which is UTF-8 ({@link TextLines}).
   *
   * @param places folders to look into, in this order
   * @param name of the file
   * @param problems gets a line if it is there and cannot be read
   * @return its lines, or nothing if there is no such file or it cannot be read
   */
  public static Optional<TextList> find(List<Path> places, String name, List<String> problems) {
    for (Path place : places) {
      Path file = place.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          return Optional.of(new TextList(file, stripped(TextLines.of(file))));
        } catch (IOException failure) {
          problems.add(TextLines.problem(file, failure));
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Reads the first file of a name, which has to be there and is UTF-8.
   *
   * @param places folders to look into, in this order
   * @param name of the file
   * @param problems gets a fatal line if it is missing or cannot be read
   * @param missing what to say if there is no such file: where, and what to do
   * @return its lines, or nothing if there is no such file or it cannot be read
   */
  public static Optional<TextList> require(
      List<Path> places, String name, DataProblems problems, String missing) {
    int before = problems.fatal().size();
    Optional<TextList> found = find(places, name, problems.fatal());
    if (found.isEmpty() && problems.fatal().size() == before) {
      problems.fatal().add(missing);
    }
    return found;
  }

  private static List<String> stripped(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return lines.subList(0, end).stream().map(String::strip).toList();
  }
}
