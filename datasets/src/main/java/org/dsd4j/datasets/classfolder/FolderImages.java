package org.dsd4j.datasets.classfolder;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.ImageSize;

/** Pictures that are decoded when first asked for, and kept while the budget lasts. */
final class FolderImages implements ImageDataset {

  private final Path root;
  private final ImageSize imageSize;
  private final List<String> classNames;
  private final List<FolderTree.Example> examples;
  private final PixelBudget budget;
  private final AtomicReferenceArray<byte[]> kept;

  FolderImages(
      Path root,
      ImageSize imageSize,
      List<String> classNames,
      List<FolderTree.Example> examples,
      PixelBudget budget) {
    this.root = root;
    this.imageSize = imageSize;
    this.classNames = classNames;
    this.examples = List.copyOf(examples);
    this.budget = budget;
    kept = new AtomicReferenceArray<>(examples.size());
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

  /** The file below the corpus folder, with slashes on every system. */
  @Override
  public String name(int index) {
    return root.relativize(examples.get(index).file()).toString().replace('\\', '/');
  }

  @Override
  public byte[] pixels(int index) throws BrokenExampleException {
    byte[] known = kept.get(index);
    if (known != null) {
      return known;
    }
    Picture picture = PictureFile.read(examples.get(index).file(), name(index));
    byte[] pixels = Scaling.toCover(picture, imageSize);
    if (budget.take(pixels.length) && !kept.compareAndSet(index, null, pixels)) {
      budget.giveBack(pixels.length); // Another thread decoded it at the same time.
    }
    return pixels;
  }
}
