package org.dsd4j.datasets;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Decodes one batch of an order. Immutable, so any worker may decode any batch. */
final class BatchDecoder {

  private final ImageDataset dataset;
  private final ImageSize size;
  private final int[] order;
  private final int batchSize;
  private final boolean training;
  private final Augmentation augmentation;
  private final float[][] tables;
  private final long seed;
  private final BrokenExamples broken;

  BatchDecoder(ImageBatchesBuilder settings) {
    dataset = settings.dataset;
    size = dataset.imageSize();
    order = settings.order;
    batchSize = settings.batchSize;
    training = settings.training;
    augmentation = settings.augmentation;
    seed = settings.seed;
    broken = settings.broken;
    tables = new float[size.channels()][];
    for (int channel = 0; channel < tables.length; channel++) {
      tables[channel] = settings.standardization.table(channel);
    }
  }

  /** Decodes a batch; throws {@link CancellationException} once {@code stopped} is true. */
  ImageBatch decode(int batch, BooleanSupplier stopped) {
    int from = batch * batchSize;
    int wanted = Math.min(batchSize, order.length - from);
    float[] pixels = new float[wanted * size.pixels()];
    int[] labels = new int[wanted];
    int[] indices = new int[wanted];
    int count = 0;
    for (int i = from; i < from + wanted; i++) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("closed");
      }
      int index = order[i];
      try {
        // The example's own generator: neither threads nor a resume change what it draws.
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, index));
        byte[] raw = training ? dataset.trainingPixels(index, random) : dataset.pixels(index);
        standardize(augmentation.apply(raw, size, random), pixels, count * size.pixels());
      } catch (BrokenExampleException example) {
        broken.add(example.exampleName(), example);
        continue;
      }
      labels[count] = dataset.label(index);
      indices[count] = index;
      count++;
    }
    return count == wanted
        ? new ImageBatch(pixels, labels, indices, count)
        : new ImageBatch(
            Arrays.copyOf(pixels, count * size.pixels()),
            Arrays.copyOf(labels, count),
            Arrays.copyOf(indices, count),
            count);
  }

  private void standardize(byte[] raw, float[] out, int offset) {
    int plane = size.height() * size.width();
    for (int channel = 0; channel < tables.length; channel++) {
      float[] table = tables[channel];
      int start = channel * plane;
      for (int i = start; i < start + plane; i++) {
        out[offset + i] = table[raw[i] & 0xff];
      }
    }
  }
}
