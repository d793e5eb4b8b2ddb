package org.dsd4j.datasets;

import java.util.List;

/** A dataset whose pictures are all in memory. Immutable as long as its arrays are not changed. */
public final class MemoryImages implements ImageDataset {

  /**
   * One labelled picture.
   *
   * @param name unique in its dataset
   * @param label index of the class
   * @param pixels unsigned bytes (C, H, W); kept, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // millions of bytes: copied nowhere, compared nowhere
  public record Example(String name, int label, byte[] pixels) {}

  private final ImageSize imageSize;
  private final List<String> classNames;
  private final List<Example> examples;

  /**
   * Keeps the given examples.
   *
   * @param imageSize size of every picture
   * @param classNames at least one
   * @param examples in the order of their indices
   * @throws IllegalArgumentException if a label has no class or a picture has another size
   */
  public MemoryImages(ImageSize imageSize, List<String> classNames, List<Example> examples) {
    this.imageSize = imageSize;
    this.classNames = List.copyOf(classNames);
    this.examples = List.copyOf(examples);
    for (Example example : this.examples) {
      if (example.label() < 0 || example.label() >= classNames.size()) {
        throw new IllegalArgumentException(
            "%s: label must be in [0, %d) but was %d"
                .formatted(example.name(), classNames.size(), example.label()));
      }
      if (example.pixels().length != imageSize.pixels()) {
        throw new IllegalArgumentException(
            "%s: a picture of %s has %d bytes but this one has %d"
                .formatted(example.name(), imageSize, imageSize.pixels(), example.pixels().length));
      }
    }
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public ImageSize imageSize() {
    return imageSize;
  }

  @Override
  public int label(int index) {
    return examples.get(index).label();
  }

  @Override
  public String name(int index) {
    return examples.get(index).name();
  }

  @Override
  public byte[] pixels(int index) {
    return examples.get(index).pixels();
  }
}
