package org.dsd4j.reproductions.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dsd4j.reports.record.ContentHash;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.SensitivityRecord;

/** What finished runs left in a store, without what depends on the time. */
final class StoreEnd {
  /** Files that must be the same to the byte. */
  private static final Set<String> BYTES =
      Set.of("final.safetensors", "predictions.csv", "sentences.jsonl");

  private StoreEnd() {}

  /**
   * Holds that a store ended as another: the same figures and weights to the bit, no problem, and
   * nothing left over from processes that did not come to their end.
   */
  static void requireSame(Path undisturbed, Path disturbed, String what) throws IOException {
    assertEquals(List.of(), new RunStore(disturbed).load().problems(), what);
    assertEquals(List.of(), leftovers(disturbed), what + ": left over");
    assertEquals(of(undisturbed), of(disturbed), what);
  }

  /** Each file by its name in the store, with its checksum or with what counts of it. */
  private static SortedMap<String, String> of(Path store) throws IOException {
    SortedMap<String, String> end = new TreeMap<>();
    try (Stream<Path> files = Files.walk(store)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        String place = store.relativize(file).toString();
        if (BYTES.contains(name)) {
          end.put(place, ContentHash.of(Files.readAllBytes(file)));
        } else if (name.equals("result.json")) {
          JsonNode result = RecordJson.mapper().readTree(file.toFile());
          end.put(place, result.path("outcome") + " " + result.path("weightsSha256"));
        }
      }
    }
    for (SensitivityRecord record : new RunStore(store).load().sensitivities()) {
      record.points().stream()
          .map(point -> (ObjectNode) RecordJson.mapper().valueToTree(point))
          .forEach(
              point ->
                  end.put(
                      point.path("layer").asText() + " at " + point.path("sparsity"),
                      point.path("pruned") + " " + point.path("retrained")));
    }
    return end;
  }

  private static List<String> leftovers(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .map(file -> store.relativize(file).toString())
          .filter(name -> name.endsWith(".tmp") || name.endsWith("checkpoint.safetensors"))
          .sorted()
          .toList();
    }
  }
}
