package org.dsd4j.datasets.caption;

import java.util.List;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.FileState;
import org.dsd4j.datasets.ImageSize;

/**
 * A fixed list of pictures, each with one or more captions. Implementations are safe for use by
 * several threads.
 */
public interface CaptionedPictures {
  /**
   * Number of pictures.
   *
   * @return at least 0
   */
  int size();

  /**
   * A name by which a user can find the picture, such as its file.
   *
   * @param index 0 to {@link #size()} - 1
   * @return a short name, unique in its corpus
   * @throws IndexOutOfBoundsException if there is no such picture
   */
  String name(int index);

  /**
   * The captions of a picture as {@link Tokens} makes them.
   *
   * @param index 0 to {@link #size()} - 1
   * @return at least one caption in the order of the corpus, each a list of words; unmodifiable
   * @throws IndexOutOfBoundsException if there is no such picture
   */
  List<List<String>> captions(int index);

  /**
   * The picture, scaled until it covers the size and cut to its middle.
   *
   * @param index 0 to {@link #size()} - 1
   * @param size of 3 channels
   * @return {@code size.pixels()} unsigned bytes (C, H, W), which must not be changed
   * @throws BrokenExampleException if this one picture cannot be read; others may still be fine
   * @throws IndexOutOfBoundsException if there is no such picture
   */
  byte[] pixels(int index, ImageSize size) throws BrokenExampleException;

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
