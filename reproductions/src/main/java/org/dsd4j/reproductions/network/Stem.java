package org.dsd4j.reproductions.network;

/** How the image enters a network. */
public enum Stem {
  /** As published, for 224 or 227 pixels. */
  IMAGENET("ImageNet stem"),
  /**
   * Without the first strides, for images of 64 pixels and less; each network says what changes.
   */
  SMALL_IMAGE("small-image stem");

  private final String words;

  Stem(String words) {
    this.words = words;
  }

  /**
   * Names the stem for people.
   *
   * @return two words
   */
  public String words() {
    return words;
  }
}
