package org.dsd4j.datasets.imagenet;

import java.util.List;
import java.util.random.RandomGenerator;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.classfolder.PictureList;
import org.dsd4j.datasets.picture.BilinearView;
import org.dsd4j.datasets.picture.PictureFile;
import org.dsd4j.datasets.picture.RandomResizedCrop;
import org.dsd4j.datasets.picture.Region;

/** Pictures that are decoded each time, as far as they are seen: no memory would hold them all. */
final class ImageNetImages implements ImageDataset {

  private final PictureList files;
  private final List<String> classNames;
  private final ImageSize imageSize;
  private final int shorterSide;

  ImageNetImages(PictureList files, List<String> classNames, ImageSize imageSize, int shorterSide) {
    this.files = files;
    this.classNames = classNames;
    this.imageSize = imageSize;
    this.shorterSide = shorterSide;
  }

  @Override
  public int size() {
    return files.size();
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
    return files.label(index);
  }

  @Override
  public String name(int index) {
    return files.name(index);
  }

  /** The shorter side is scaled, and the middle cut out. */
  @Override
  public byte[] pixels(int index) throws BrokenExampleException {
    try (PictureFile file = PictureFile.open(files.file(index), name(index))) {
      BilinearView view = BilinearView.centre(file.height(), file.width(), shorterSide, imageSize);
      return view.apply(file.read(view.region()));
    }
  }

  /** A random crop, scaled. */
  @Override
  public byte[] trainingPixels(int index, RandomGenerator random) throws BrokenExampleException {
    try (PictureFile file = PictureFile.open(files.file(index), name(index))) {
      Region crop = RandomResizedCrop.STANDARD.draw(file.height(), file.width(), random);
      BilinearView view = BilinearView.of(crop, imageSize);
      return view.apply(file.read(view.region()));
    }
  }
}
