package org.dsd4j.datasets.imagenet;

import java.util.List;
import java.util.random.RandomGenerator;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.classfolder.ListedImages;
import org.dsd4j.datasets.classfolder.PictureList;
import org.dsd4j.datasets.picture.BilinearView;
import org.dsd4j.datasets.picture.PictureFile;
import org.dsd4j.datasets.picture.RandomResizedCrop;
import org.dsd4j.datasets.picture.Region;

/**
 * Pictures of which the visible region is decoded on each call: all of them would not fit into
 * memory.
 */
final class ImageNetImages extends ListedImages {

  private final int shorterSide;

  ImageNetImages(PictureList files, List<String> classNames, ImageSize imageSize, int shorterSide) {
    super(files, classNames, imageSize);
    this.shorterSide = shorterSide;
  }

  /** The shorter side is scaled, and the middle cut out. */
  @Override
  public byte[] pixels(int index) throws BrokenExampleException {
    try (PictureFile file = PictureFile.open(files().file(index), name(index))) {
      BilinearView view =
          BilinearView.centre(file.height(), file.width(), shorterSide, imageSize());
      return view.apply(file.read(view.region()));
    }
  }

  /** A random crop, scaled. */
  @Override
  public byte[] trainingPixels(int index, RandomGenerator random) throws BrokenExampleException {
    try (PictureFile file = PictureFile.open(files().file(index), name(index))) {
      Region crop = RandomResizedCrop.STANDARD.draw(file.height(), file.width(), random);
      BilinearView view = BilinearView.of(crop, imageSize());
      return view.apply(file.read(view.region()));
    }
  }
}
