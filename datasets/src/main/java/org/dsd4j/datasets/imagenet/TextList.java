package org.dsd4j.datasets.imagenet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A text file of one entry a line.
 *
 * @param file where it lies
 * @param lines stripped, those at the end without a letter left out
 */
record TextList(Path file, List<String> lines) {

  /** Reads the first file of this name; adds a line if it cannot be read. */
  static Optional<TextList> find(List<Path> places, String name, List<String> problems) {
    for (Path place : places) {
      Path file = place.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          return Optional.of(new TextList(file, stripped(Files.readAllLines(file))));
        } catch (IOException failure) {
          problems.add("%s: cannot be read (%s); write it again".formatted(file, failure));
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> stripped(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return lines.subList(0, end).stream().map(String::strip).toList();
  }
}
