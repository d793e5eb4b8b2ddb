package org.dsd4j.reproductions.caption;

import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.row.PreparationContext;

/**
 * Computes the features of pictures. The network that does so, if any, is never trained further.
 */
interface FeatureExtractor {
  /** What the features are, in a few words; two extractors with the same words compute the same. */
  String words();

  /** Values of one picture. */
  int dimension();

  /** How to make the same features again, for pictures of the user. */
  FeatureSpec spec();

  /**
   * Checks that the weights that the user gave fit.
   *
   * @param engine the started engine
   * @return the files that fit
   */
  default List<Path> checkPretrainedWeights(StartedEngine engine) {
    return List.of();
  }

  /**
   * Copies the weights of the network that makes the features, where it was trained here.
   *
   * @param folder where to
   */
  default void keepWeights(Path folder) {
    // Most features have none, or their owner has the file.
  }

  /**
   * Makes the features of a split; may take minutes.
   *
   * @param split the pictures
   * @param context where to work
   * @param broken counts the pictures that cannot be read; they have no row
   * @return one row for each picture that can be read
   */
  FeatureTable table(CaptionedPictures split, PreparationContext context, BrokenExamples broken);
}
