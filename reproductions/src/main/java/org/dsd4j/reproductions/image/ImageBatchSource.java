package org.dsd4j.reproductions.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.dsd4j.datasets.Augmentation;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.ImageBatch;
import org.dsd4j.datasets.ImageBatches;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.EpochOrder;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;

/** Training batches of pictures, decoded ahead of the loop. */
final class ImageBatchSource implements BatchSource {
  private static final int LARGE_PICTURE = 3 * 128 * 128;

  private final ImageDataset dataset;
  private final int batchSize;
  private final Augmentation augmentation;
  private final Standardization standardization;
  private final BrokenExamples broken;
  private final EpochOrder order;

  ImageBatchSource(
      ImageDataset dataset,
      int batchSize,
      Augmentation augmentation,
      Standardization standardization,
      BrokenExamples broken,
      long seed) {
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.augmentation = augmentation;
    this.standardization = standardization;
    this.broken = broken;
    this.order = new EpochOrder(dataset.size(), seed);
  }

  /**
   * The threads that decode: one where pictures are small and kept in memory, all processors where
   * they are large and come from JPEG files. What is decoded does not depend on it.
   */
  static int decoders(ImageSize size) {
    return size.pixels() < LARGE_PICTURE ? 1 : Runtime.getRuntime().availableProcessors();
  }

  @Override
  public long examples() {
    return dataset.size();
  }

  @Override
  public long stepsPerEpoch() {
    return (dataset.size() + batchSize - 1L) / batchSize;
  }

  @Override
  public BatchStream open(long globalStep, NDManager owner) {
    return new Stream(globalStep / stepsPerEpoch(), (int) (globalStep % stepsPerEpoch()));
  }

  /** Makes the arrays of a batch: pictures (N, C, H, W) and labels (N), both FLOAT32. */
  static TrainingBatch toArrays(ImageBatch batch, ImageSize size, NDManager manager) {
    float[] pixels = Arrays.copyOf(batch.pixels(), batch.count() * size.pixels());
    float[] labels = new float[batch.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = batch.labels()[i];
    }
    NDArray data =
        ArrayValues.of(
            manager,
            pixels,
            new Shape(batch.count(), size.channels(), size.height(), size.width()));
    return new TrainingBatch(
        new NDList(data), new NDList(ArrayValues.of(manager, labels)), batch.count());
  }

  private final class Stream implements BatchStream {
    private long epoch;
    private ImageBatches batches;

    Stream(long epoch, int fromBatch) {
      this.epoch = epoch;
      this.batches = openEpoch(fromBatch);
    }

    @Override
    public TrainingBatch next(NDManager manager) {
      ImageBatch batch = nextBatch();
      while (batch.count() == 0) {
        // Every file of the batch was broken.
        batch = nextBatch();
      }
      return toArrays(batch, dataset.imageSize(), manager);
    }

    private ImageBatch nextBatch() {
      if (!batches.hasNext()) {
        batches.close();
        epoch++;
        batches = openEpoch(0);
      }
      return batches.next();
    }

    private ImageBatches openEpoch(int fromBatch) {
      return ImageBatches.builder(dataset, order.permutation(epoch))
          .batchSize(batchSize)
          .training(true)
          .threads(decoders(dataset.imageSize()))
          .fromBatch(fromBatch)
          .augmentation(augmentation)
          .standardization(standardization)
          .seed(order.epochSeed(epoch))
          .broken(broken)
          .open();
    }

    @Override
    public void close() {
      batches.close();
    }
  }
}
