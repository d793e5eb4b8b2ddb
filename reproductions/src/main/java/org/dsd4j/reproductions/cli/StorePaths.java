package org.dsd4j.reproductions.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.reproductions.row.UsageException;

/** Stores as the user names them. */
final class StorePaths {
  private StorePaths() {}

  /**
   * Checks that no store is named twice, under whatever name: its runs would count as two.
   *
   * @param places folders, or archives of records
   * @return the same
   */
  static List<Path> distinct(List<Path> places) {
    Map<Path, Path> seen = new HashMap<>();
    for (Path place : places) {
      Path earlier = seen.put(real(place), place);
      if (earlier != null) {
        throw new UsageException(
            earlier.equals(place)
                ? place + " is named twice: name each store of runs once"
                : earlier + " and " + place + " are the same store: name it once");
      }
    }
    return List.copyOf(places);
  }

  /** What is not there is noticed when it is read. */
  private static Path real(Path place) {
    try {
      return place.toRealPath();
    } catch (IOException e) {
      return place.toAbsolutePath().normalize();
    }
  }
}
