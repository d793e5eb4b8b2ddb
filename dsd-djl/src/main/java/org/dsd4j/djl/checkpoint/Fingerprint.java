package org.dsd4j.djl.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The settings of a training that its checkpoints depend on: the plan, the seed, the batch size,
 * the optimizer and so on, as text. A checkpoint contains it, so that it is not resumed by another
 * training.
 *
 * @param settings the values by name
 */
public record Fingerprint(Map<String, String> settings) {
  /** No settings: the caller records them elsewhere. */
  public static final Fingerprint NONE = new Fingerprint(Map.of());

  private static final String KEY = "fingerprint.";

  /** Copies the map and keeps its order. */
  public Fingerprint {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  static Fingerprint read(Map<String, String> metadata) {
    Map<String, String> settings = new LinkedHashMap<>();
    metadata.forEach(
        (key, value) -> {
          if (key.startsWith(KEY)) {
            settings.put(key.substring(KEY.length()), value);
          }
        });
    return new Fingerprint(settings);
  }

  void writeTo(Map<String, String> metadata) {
    settings.forEach((name, value) -> metadata.put(KEY + name, value));
  }

  /**
   * Compares this fingerprint, of a checkpoint, with that of the training that would resume from
   * it.
   *
   * @param training the fingerprint of the training
   * @param file the checkpoint, for the message
   * @throws CheckpointException when they differ; names all differences
   */
  public void requireSame(Fingerprint training, Path file) {
    if (settings.isEmpty()) {
      throw new CheckpointException(
          file
              + " does not say which training it is of: an older version of this library wrote it,"
              + " or another loop; choose another file, or move it away to start again");
    }
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(settings.keySet());
    names.addAll(training.settings.keySet());
    for (String name : names) {
      String there = settings.getOrDefault(name, "not set");
      String here = training.settings.getOrDefault(name, "not set");
      if (!there.equals(here)) {
        differences.add(name + " is " + there + " there and " + here + " here");
      }
    }
    if (!differences.isEmpty()) {
      throw new CheckpointException(
          file
              + " is of another training: "
              + String.join("; ", differences)
              + "; choose another file, or move it away to start again");
    }
  }
}
