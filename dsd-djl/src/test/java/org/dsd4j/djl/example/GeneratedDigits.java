package org.dsd4j.djl.example;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import java.util.Random;

/** Grey images of digits, 28 by 28: a bitmap font that is stretched, moved, dimmed and noisy. */
final class GeneratedDigits {
  static final int SIZE = 28;
  static final int CLASSES = 10;
  private static final int ROWS = 7;
  private static final int COLUMNS = 5;

  /** Seven rows of five dots for each digit. */
  private static final String[] FONT = {
    ".###.#...##..###.#.###..##...#.###.",
    "..#...##....#....#....#....#...###.",
    ".###.#...#....#...#...#...#...#####",
    "#####...#...#.....#.....##...#.###.",
    "...#...##..#.#.#..#.#####...#....#.",
    "######....####.....#....##...#.###.",
    "..##..#...#....####.#...##...#.###.",
    "#####....#...#...#...#....#....#...",
    ".###.#...##...#.###.#...##...#.###.",
    ".###.#...##...#.####....#...#..##..",
  };

  private GeneratedDigits() {}

  /** Draws so many images, the classes in turn: inputs (1, 28, 28), labels 0 to 9. */
  static ArrayDataset dataset(NDManager manager, int images, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[images * SIZE * SIZE];
    float[] labels = new float[images];
    for (int i = 0; i < images; i++) {
      labels[i] = i % CLASSES;
      draw(FONT[i % CLASSES], pixels, i * SIZE * SIZE, random);
    }
    return new ArrayDataset.Builder()
        .setData(manager.create(pixels, new Shape(images, 1, SIZE, SIZE)))
        .optLabels(manager.create(labels))
        .setSampling(32, false)
        .build();
  }

  private static void draw(String glyph, float[] pixels, int offset, Random random) {
    double dotWidth = 2.4 + random.nextDouble() * 1.4;
    double dotHeight = 2.2 + random.nextDouble() * 1.2;
    double left = (SIZE - COLUMNS * dotWidth) * random.nextDouble();
    double top = (SIZE - ROWS * dotHeight) * random.nextDouble();
    double slant = (random.nextDouble() - 0.5) * 0.4;
    double ink = 0.5 + random.nextDouble() * 0.5;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int column = (int) Math.floor((x - left + slant * (y - SIZE / 2.0)) / dotWidth);
        int row = (int) Math.floor((y - top) / dotHeight);
        boolean inside = column >= 0 && column < COLUMNS && row >= 0 && row < ROWS;
        boolean dot = inside && glyph.charAt(row * COLUMNS + column) == '#';
        double noise = 0.15 * random.nextGaussian();
        pixels[offset + y * SIZE + x] = (float) ((dot ? ink : 0) + noise);
      }
    }
  }
}
