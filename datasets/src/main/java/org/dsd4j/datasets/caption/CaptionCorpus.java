package org.dsd4j.datasets.caption;

import static java.util.Objects.requireNonNull;

import org.dsd4j.datasets.PassedOver;

/**
 * Three disjoint lists of captioned pictures. Models learn on {@code train}, anything that is
 * chosen is chosen on {@code validation}, and {@code test} is read once at the end.
 *
 * @param id short name for paths and tables, such as {@code flickr8k}
 * @param description one sentence for a reader of the report
 * @param train what models learn from
 * @param validation what choices are made on; may be empty
 * @param test what is reported
 * @param passedOver what was left out when the corpus was opened
 */
public record CaptionCorpus(
    String id,
    String description,
    CaptionedPictures train,
    CaptionedPictures validation,
    CaptionedPictures test,
    PassedOver passedOver) {
  /** Checks that nothing is missing, and copies. */
  public CaptionCorpus {
    requireNonNull(id, "id");
    requireNonNull(description, "description");
    requireNonNull(train, "train");
    requireNonNull(validation, "validation");
    requireNonNull(test, "test");
    requireNonNull(passedOver, "passedOver");
  }
}
