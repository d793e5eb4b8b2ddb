package org.dsd4j.datasets;

import static java.util.Objects.requireNonNull;

/**
 * Settings of a pass over a dataset, in the order of {@link ImageBatches#builder}. Every one but
 * the standardisation has a default.
 */
public final class ImageBatchesBuilder {
  final ImageDataset dataset;
  final int[] order;
  int batchSize = 64;
  int fromBatch;
  boolean training;
  Augmentation augmentation = Augmentation.none();
  Standardization standardization;
  long seed;
  int threads = 1;
  int ahead = 4;
  BrokenExamples broken;

  ImageBatchesBuilder(ImageDataset dataset, int[] order) {
    this.dataset = requireNonNull(dataset, "dataset");
    this.order = order.clone();
    for (int index : order) {
      if (index < 0 || index >= dataset.size()) {
        throw new IllegalArgumentException(
            "the order names example %d of a dataset of %d".formatted(index, dataset.size()));
      }
    }
  }

  /**
   * Sets how many examples a batch has (64).
   *
   * @param value at least 1
   * @return this
   */
  public ImageBatchesBuilder batchSize(int value) {
    batchSize = atLeast(1, value, "batch size");
    return this;
  }

  /**
   * Sets which batch comes first (0), to continue where an earlier pass stopped.
   *
   * @param value number of batches to skip, from 0 to the number of all batches
   * @return this
   */
  public ImageBatchesBuilder fromBatch(int value) {
    fromBatch = atLeast(0, value, "first batch");
    return this;
  }

  /**
   * Sets whether pictures are those for training (no): where the dataset has a random view of each,
   * that view, drawn from the generator of the example before its augmentation.
   *
   * @param value yes or no
   * @return this
   * @see ImageDataset#trainingPixels
   */
  public ImageBatchesBuilder training(boolean value) {
    training = value;
    return this;
  }

  /**
   * Sets how pictures are changed (not at all).
   *
   * @param value the change
   * @return this
   */
  public ImageBatchesBuilder augmentation(Augmentation value) {
    augmentation = requireNonNull(value, "augmentation");
    return this;
  }

  /**
   * Sets mean and deviation of each channel. There is no default: measure the training set.
   *
   * @param value as measured on the training set
   * @return this
   */
  public ImageBatchesBuilder standardization(Standardization value) {
    standardization = requireNonNull(value, "standardization");
    return this;
  }

  /**
   * Sets the seed of the augmentations (0). Give each epoch another one.
   *
   * @param value any
   * @return this
   */
  public ImageBatchesBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Sets the number of worker threads (1).
   *
   * @param value at least 1
   * @return this
   */
  public ImageBatchesBuilder threads(int value) {
    threads = atLeast(1, value, "number of threads");
    return this;
  }

  /**
   * Sets how many batches are decoded or being decoded ahead of the consumer (4).
   *
   * @param value at least 1
   * @return this
   */
  public ImageBatchesBuilder ahead(int value) {
    ahead = atLeast(1, value, "number of batches ahead");
    return this;
  }

  /**
   * Sets the tally that counts broken examples (one for this pass alone, with the default share).
   * Use one tally for all epochs of a run.
   *
   * @param value the tally
   * @return this
   */
  public ImageBatchesBuilder broken(BrokenExamples value) {
    broken = requireNonNull(value, "broken");
    return this;
  }

  /**
   * Starts the workers.
   *
   * @return batches to be closed
   * @throws IllegalStateException if no standardisation was set or it has other channels
   * @throws IllegalArgumentException if the first batch is after the last
   */
  public ImageBatches open() {
    if (standardization == null) {
      throw new IllegalStateException(
          "set a standardisation: Standardization.of(train, 10_000) measures it");
    }
    if (standardization.mean().length != dataset.imageSize().channels()) {
      throw new IllegalStateException(
          "a standardisation of %d channels does not fit pictures of %s"
              .formatted(standardization.mean().length, dataset.imageSize()));
    }
    if (fromBatch > batches()) {
      throw new IllegalArgumentException(
          "first batch %d is after the last of %d".formatted(fromBatch, batches()));
    }
    if (broken == null) {
      broken = new BrokenExamples(dataset.size());
    }
    return new ImageBatches(this);
  }

  int batches() {
    return (int) (((long) order.length + batchSize - 1) / batchSize);
  }

  private static int atLeast(int least, int value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d but was %d".formatted(what, least, value));
    }
    return value;
  }
}
