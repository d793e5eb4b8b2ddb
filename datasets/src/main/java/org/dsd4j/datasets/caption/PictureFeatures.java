package org.dsd4j.datasets.caption;

/** A vector of numbers for each picture of a corpus, such as a layer of a network that saw it. */
public interface PictureFeatures {
  /**
   * Length of each vector.
   *
   * @return at least 1
   */
  int dimension();

  /**
   * The vector of a picture.
   *
   * @param name as {@link CaptionedPictures#name} has it
   * @return {@link #dimension()} values, a copy
   * @throws IllegalArgumentException if the corpus has no picture of this name
   */
  float[] of(String name);
}
