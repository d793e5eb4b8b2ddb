package org.dsd4j.datasets;

import java.util.Arrays;

/**
 * Mean and standard deviation of each channel, of pixels scaled to [0, 1]. A network sees {@code
 * (pixel / 255 - mean) / deviation}.
 *
 * @param mean one for each channel
 * @param deviation one for each channel, each above 0
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record Standardization(float[] mean, float[] deviation) {

  /**
   * Of ImageNet's training pictures, red, green, blue, as published with fb.resnet.torch.
   *
   * @see <a
   *     href="https://github.com/facebookarchive/fb.resnet.torch/blob/master/datasets/imagenet.lua">its
   *     source</a>
   */
  public static final Standardization IMAGENET =
      new Standardization(
          new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

  /** A constant channel has deviation 0; one grey level keeps the division finite. */
  private static final float SMALLEST_DEVIATION = 1f / 255;

  /**
   * Copies both arrays.
   *
   * @throws IllegalArgumentException if the lengths differ or a deviation is not above 0
   */
  public Standardization {
    mean = mean.clone();
    deviation = deviation.clone();
    if (mean.length != deviation.length || mean.length == 0) {
      throw new IllegalArgumentException(
          "one mean and one deviation for each channel, but there are %d and %d"
              .formatted(mean.length, deviation.length));
    }
    for (float value : deviation) {
      if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a deviation must be above 0 but was " + value);
      }
    }
  }

  /**
   * Measures a dataset. Sums are whole numbers, so the result does not depend on any order. Broken
   * examples are skipped: they are counted when the dataset is read for training.
   *
   * @param dataset not empty
   * @param maxExamples how many examples to look at, spread evenly over the dataset; at least 1
   * @return mean and population deviation of each channel
   * @throws DataException if none of these examples can be read
   */
  public static Standardization of(ImageDataset dataset, int maxExamples) {
    if (maxExamples < 1) {
      throw new IllegalArgumentException("maxExamples must be at least 1 but was " + maxExamples);
    }
    ImageSize size = dataset.imageSize();
    long[] sums = new long[size.channels()];
    long[] squares = new long[size.channels()];
    int looked = Math.min(maxExamples, dataset.size());
    int read = 0;
    for (int i = 0; i < looked; i++) {
      try {
        add(dataset.pixels((int) ((long) i * dataset.size() / looked)), size, sums, squares);
        read++;
      } catch (BrokenExampleException broken) {
        // Counted and named when the dataset is read for training.
      }
    }
    if (read == 0) {
      throw new DataException(
          "none of %d examples can be read, so they have no mean: check the data folder"
              .formatted(looked));
    }
    return fromSums(sums, squares, (long) read * size.height() * size.width());
  }

  private static void add(byte[] pixels, ImageSize size, long[] sums, long[] squares) {
    int plane = size.height() * size.width();
    for (int channel = 0; channel < size.channels(); channel++) {
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        int value = pixels[i] & 0xff;
        sums[channel] += value;
        squares[channel] += (long) value * value;
      }
    }
  }

  private static Standardization fromSums(long[] sums, long[] squares, long count) {
    float[] mean = new float[sums.length];
    float[] deviation = new float[sums.length];
    for (int channel = 0; channel < sums.length; channel++) {
      double average = (double) sums[channel] / count;
      double variance = (double) squares[channel] / count - average * average;
      mean[channel] = (float) (average / 255);
      deviation[channel] =
          Math.max(SMALLEST_DEVIATION, (float) (Math.sqrt(Math.max(0, variance)) / 255));
    }
    return new Standardization(mean, deviation);
  }

  @Override
  public float[] mean() {
    return mean.clone();
  }

  @Override
  public float[] deviation() {
    return deviation.clone();
  }

  /** The 256 possible results for one channel: a pixel is then one look-up. */
  float[] table(int channel) {
    float[] table = new float[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = (value / 255f - mean[channel]) / deviation[channel];
    }
    return table;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Standardization that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(deviation, that.deviation);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
  }

  @Override
  public String toString() {
    return "mean " + Arrays.toString(mean) + ", deviation " + Arrays.toString(deviation);
  }
}
