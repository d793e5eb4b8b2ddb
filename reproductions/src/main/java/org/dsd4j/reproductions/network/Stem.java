package org.dsd4j.reproductions.network;

/** How the image enters a network. */
public enum Stem {
  /** As published, for 224 or 227 pixels. */
  IMAGENET("ImageNet stem"),
  /**
   * Without the first strides, for images of 64 pixels and less; see each network for what changes.
   */
  SMALL_IMAGE("small-image stem");

  private final String words;

  Stem(String words) {
    this.words = words;
  }

  /**
   * Returns the name of the stem in words.
   *
   * @return two words
   */
  public String words() {
    return words;
  }
}
