package org.dsd4j.reproductions.inference;

/**
 * What a finished model needs beside its weights to be used again: a record that is kept as JSON,
 * one property for each component.
 */
public interface ModelManifest {
  /**
   * Returns the version of the file, which is its first property.
   *
   * @return at least 1
   */
  int format();
}
