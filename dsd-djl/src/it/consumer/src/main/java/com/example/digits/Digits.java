package com.example.digits;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import java.util.Random;

/** Ten kinds of bars in noise, as large as handwritten digits: inputs (1, 28, 28). */
final class Digits {
  static final int CLASSES = 10;
  private static final int SIZE = 28;
  private static final int BATCH = 32;

  private Digits() {}

  static ArrayDataset of(NDManager manager, int images, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[images * SIZE * SIZE];
    float[] labels = new float[images];
    for (int i = 0; i < images; i++) {
      int label = i % CLASSES;
      labels[i] = label;
      for (int at = 0; at < SIZE * SIZE; at++) {
        int place = label < CLASSES / 2 ? at / SIZE : at % SIZE;
        boolean bar = place / 5 == label % (CLASSES / 2);
        pixels[i * SIZE * SIZE + at] = (bar ? 0.5f : 0) + 0.5f * (float) random.nextGaussian();
      }
    }
    return new ArrayDataset.Builder()
        .setData(manager.create(pixels, new Shape(images, 1, SIZE, SIZE)))
        .optLabels(manager.create(labels))
        .setSampling(BATCH, false)
        .build();
  }
}
