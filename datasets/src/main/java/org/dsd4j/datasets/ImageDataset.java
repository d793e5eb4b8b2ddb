package org.dsd4j.datasets;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A fixed list of labelled pictures of one size. Implementations are safe for use by several
 * threads, and always return the same for the same index.
 */
public interface ImageDataset {

  /**
   * Number of examples.
   *
   * @return at least 0
   */
  int size();

  /**
   * Names of the classes; a label is an index into this list.
   *
   * @return an unmodifiable list, never empty
   */
  List<String> classNames();

  /**
   * Size of every picture of this dataset.
   *
   * @return channels, height, width
   */
  ImageSize imageSize();

  /**
   * Class of an example.
   *
   * @param index 0 to {@link #size()} - 1
   * @return an index into {@link #classNames()}
   * @throws IndexOutOfBoundsException if there is no such example
   */
  int label(int index);

  /**
   * A name by which a user can find the example, such as its file.
   *
   * @param index 0 to {@link #size()} - 1
   * @return a short name, unique in this dataset
   * @throws IndexOutOfBoundsException if there is no such example
   */
  String name(int index);

  /**
   * The picture: unsigned bytes, laid out (C, H, W). The array may be shared with the dataset and
   * with other callers, so it must not be changed.
   *
   * @param index 0 to {@link #size()} - 1
   * @return {@code imageSize().pixels()} bytes
   * @throws BrokenExampleException if this one example cannot be read; others may still be fine
   * @throws IndexOutOfBoundsException if there is no such example
   */
  byte[] pixels(int index) throws BrokenExampleException;

  /**
   * The picture as a network sees it this time in training: by default the only view there is,
   * without a random draw; for ImageNet a random crop.
   *
   * @param index 0 to {@link #size()} - 1
   * @param random the only source of randomness
   * @return {@code imageSize().pixels()} unsigned bytes (C, H, W), which must not be changed
   * @throws BrokenExampleException if this one example cannot be read; others may still be fine
   * @throws IndexOutOfBoundsException if there is no such example
   */
  default byte[] trainingPixels(int index, RandomGenerator random) throws BrokenExampleException {
    return pixels(index);
  }

  /**
   * What tells that the picture was changed, so that nothing is taken from a cache of before.
   *
   * @param index 0 to {@link #size()} - 1
   * @return the state of its file ({@link FileState}); empty for a picture that is made by code,
   *     which its name tells apart
   * @throws IndexOutOfBoundsException if there is no such picture
   */
  default String fileState(int index) {
    return "";
  }
}
