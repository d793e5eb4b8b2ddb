package org.dsd4j.reproductions.caption;

import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.row.Workplace;

/** Turns the pictures of a split into features. The model that does so is never trained further. */
interface FeatureMaker {
  /** What the features are, in a few words; two makers with the same words make the same. */
  String words();

  /** Values of one picture. */
  int dimension();

  /** How to make the same features again, for pictures of a person's own. */
  FeatureSpec spec();

  /**
   * Opens the weights that a person gave, to see whether they fit.
   *
   * @param engine the started engine
   * @return the files that fit
   */
  default List<Path> checkGivenWeights(StartedEngine engine) {
    return List.of();
  }

  /**
   * Makes the features of a split; may take minutes.
   *
   * @param split the pictures
   * @param place where to work
   * @param broken counts the pictures that cannot be read; they have no row
   * @return one row for each picture that can be read
   */
  FeatureTable table(CaptionedPictures split, Workplace place, BrokenExamples broken);
}
