package org.dsd4j.datasets.classfolder;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.picture.Picture;
import org.dsd4j.datasets.picture.PictureFile;
import org.dsd4j.datasets.picture.Scaling;

/** Pictures that are decoded on first use, and kept in memory while the budget lasts. */
final class FolderImages extends ListedImages {

  private final PixelBudget budget;
  private final AtomicReferenceArray<byte[]> kept;

  FolderImages(
      PictureList files, ImageSize imageSize, List<String> classNames, PixelBudget budget) {
    super(files, classNames, imageSize);
    this.budget = budget;
    kept = new AtomicReferenceArray<>(files.size());
  }

  @Override
  public byte[] pixels(int index) throws BrokenExampleException {
    byte[] known = kept.get(index);
    if (known != null) {
      return known;
    }
    Picture picture = PictureFile.read(files().file(index), name(index));
    byte[] pixels = Scaling.toCover(picture, imageSize());
    if (budget.take(pixels.length) && !kept.compareAndSet(index, null, pixels)) {
      budget.giveBack(pixels.length); // Another thread decoded it at the same time.
    }
    return pixels;
  }
}
