package org.dsd4j.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small datasets for the tests of this package. */
final class ImageFixtures {

  static final ImageSize SIZE = new ImageSize(3, 4, 5);

  private ImageFixtures() {}

  /** Random pictures, labels 0, 1, 0, 1, ... */
  static MemoryImages random(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<MemoryImages.Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[SIZE.pixels()];
      random.nextBytes(pixels);
      examples.add(new MemoryImages.Example("example-" + i, i % 2, pixels));
    }
    return new MemoryImages(SIZE, List.of("even", "odd"), examples);
  }

  /** The same, but the named examples cannot be read. */
  static ImageDataset broken(ImageDataset whole, List<Integer> broken) {
    return new Wrapped(whole) {
      @Override
      public byte[] pixels(int index) throws BrokenExampleException {
        if (broken.contains(index)) {
          throw new BrokenExampleException(name(index), "is broken on purpose");
        }
        return super.pixels(index);
      }
    };
  }

  /** Another dataset, to change one method of it. */
  static class Wrapped implements ImageDataset {
    private final ImageDataset whole;

    Wrapped(ImageDataset whole) {
      this.whole = whole;
    }

    @Override
    public int size() {
      return whole.size();
    }

    @Override
    public List<String> classNames() {
      return whole.classNames();
    }

    @Override
    public ImageSize imageSize() {
      return whole.imageSize();
    }

    @Override
    public int label(int index) {
      return whole.label(index);
    }

    @Override
    public String name(int index) {
      return whole.name(index);
    }

    @Override
    public byte[] pixels(int index) throws BrokenExampleException {
      return whole.pixels(index);
    }
  }

  static int[] upTo(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    return order;
  }
}
