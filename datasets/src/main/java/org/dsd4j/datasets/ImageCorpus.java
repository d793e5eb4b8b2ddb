package org.dsd4j.datasets;

import static java.util.Objects.requireNonNull;

/**
 * Three disjoint datasets with the same classes and image size. Networks learn on {@code train},
 * anything that is chosen is chosen on {@code validation}, and {@code test} is read once at the
 * end.
 *
 * @param id short name for paths and tables, such as {@code shapes}
 * @param description one sentence for a reader of the report
 * @param train what networks learn from
 * @param validation what choices are made on; may be empty
 * @param test what is reported
 * @param passedOver what was left out when the corpus was opened
 */
public record ImageCorpus(
    String id,
    String description,
    ImageDataset train,
    ImageDataset validation,
    ImageDataset test,
    PassedOver passedOver) {

  /**
   * Checks that the three parts agree.
   *
   * @throws IllegalArgumentException if classes or image sizes differ
   */
  public ImageCorpus {
    requireNonNull(id, "id");
    requireNonNull(description, "description");
    requireNonNull(passedOver, "passedOver");
    requireSame(id, "validation", train, validation);
    requireSame(id, "test", train, test);
  }

  private static void requireSame(String id, String part, ImageDataset train, ImageDataset other) {
    if (!train.classNames().equals(other.classNames())) {
      throw new IllegalArgumentException(
          "corpus %s: classes of %s are %s but those of train are %s"
              .formatted(id, part, other.classNames(), train.classNames()));
    }
    if (!train.imageSize().equals(other.imageSize())) {
      throw new IllegalArgumentException(
          "corpus %s: pictures of %s are %s but those of train are %s"
              .formatted(id, part, other.imageSize(), train.imageSize()));
    }
  }
}
