package org.dsd4j.reproductions.image;

import org.dsd4j.datasets.Augmentation;

/** How pictures are changed while training. */
enum TrainingPictures {
  /** Not at all. */
  AS_THEY_ARE("none", Augmentation.none()),
  /** The usual recipe for pictures of 32 pixels. */
  FLIP_AND_SHIFT(
      "flip, crop after padding by 4 pixels", Augmentation.flip().then(Augmentation.paddedCrop(4))),
  /** The dataset cuts out another part of its picture each time; what is left is the flip. */
  RANDOM_RESIZED_CROP("random-resized crop, flip", Augmentation.flip());

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // an augmentation holds no state, by its contract
  private final Augmentation augmentation;

  TrainingPictures(String words, Augmentation augmentation) {
    this.words = words;
    this.augmentation = augmentation;
  }

  String words() {
    return words;
  }

  Augmentation augmentation() {
    return augmentation;
  }
}
