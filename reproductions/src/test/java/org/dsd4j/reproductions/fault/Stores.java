package org.dsd4j.reproductions.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;

/** Folders of runs that tests throw away, measure and look into. */
final class Stores {
  private Stores() {}

  static void delete(Path store) throws IOException {
    if (Files.exists(store)) {
      for (Path path : all(store)) {
        Files.delete(path);
      }
    }
  }

  static long bytes(Path store) throws IOException {
    long bytes = 0;
    for (Path path : all(store)) {
      bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    return bytes;
  }

  /** What is in folders comes before them. */
  private static List<Path> all(Path store) throws IOException {
    try (Stream<Path> paths = Files.walk(store)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }

  /** Holds that no phase took a time that it cannot have taken. */
  static void requireCost(Path store, double longestSeconds) {
    for (ArmRecord arm : new RunStore(store).load().arms()) {
      for (PhaseCost cost : arm.result().orElseThrow().spent()) {
        assertTrue(cost.seconds() >= 0 && cost.seconds() < longestSeconds, cost.toString());
      }
    }
  }
}
