package org.dsd4j.reports.store;

import java.nio.file.Path;

/**
 * The folder of what takes long to compute and is the same for many runs. Keys are checksums of all
 * that decides the content.
 *
 * @param path such as {@code runs/cache}
 */
public record CachePath(Path path) {
  /**
   * The folder of a network that was trained on the way to an experiment.
   *
   * @param key its key
   * @return the folder
   */
  public Path network(String key) {
    return path.resolve(StoreLayout.CACHED_NETWORK + key);
  }

  /**
   * The weights of such a network.
   *
   * @param key its key
   * @return the file
   */
  public Path networkWeights(String key) {
    return network(key).resolve(StoreLayout.CACHED_WEIGHTS);
  }

  /**
   * The checkpoint of such a network while it is trained.
   *
   * @param key its key
   * @return the file
   */
  public Path networkCheckpoint(String key) {
    return network(key).resolve(StoreLayout.CHECKPOINT);
  }

  /**
   * The features of a split of pictures.
   *
   * @param key their key
   * @return the file
   */
  public Path features(String key) {
    return path.resolve(StoreLayout.CACHED_FEATURES + key + StoreLayout.SAFETENSORS);
  }
}
