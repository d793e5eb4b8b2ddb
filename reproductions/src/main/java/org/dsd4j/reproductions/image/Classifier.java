package org.dsd4j.reproductions.image;

import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.djl.network.Sha256;
import org.dsd4j.reproductions.row.Experiment;

/**
 * An image row at a scale, for a row that takes features from its network.
 *
 * @param experiment how the network is made and trained
 * @param train the pictures that it is trained on
 * @param standardization of their channels
 */
public record Classifier(
    Experiment experiment, ImageDataset train, Standardization standardization) {
  private static final int SAMPLED = 100;

  /**
   * Returns a checksum that identifies the training pictures: over the names, classes and files of
   * all, and the pixels of some.
   *
   * @return SHA-256 in hexadecimal
   */
  public String fingerprint() {
    Sha256 sum = new Sha256();
    for (int i = 0; i < train.size(); i++) {
      sum.add(train.label(i) + " " + train.name(i) + " " + train.fileState(i) + "\n");
    }
    int sampled = Math.min(SAMPLED, train.size());
    for (int i = 0; i < sampled; i++) {
      try {
        sum.add(train.pixels((int) ((long) i * train.size() / sampled)));
      } catch (BrokenExampleException e) {
        sum.add("broken");
      }
    }
    return sum.hex();
  }
}
