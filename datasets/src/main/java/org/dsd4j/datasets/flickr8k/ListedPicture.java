package org.dsd4j.datasets.flickr8k;

import java.util.List;

/**
 * A picture as the files of a corpus list it, before anything is checked.
 *
 * @param name its file
 * @param part the split that it belongs to
 * @param captions as words; may be empty
 */
record ListedPicture(String name, Part part, List<List<String>> captions) {
  /** A split. */
  enum Part {
    TRAIN,
    VALIDATION,
    TEST
  }
}
