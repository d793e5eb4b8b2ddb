package org.dsd4j.datasets.classfolder;

import java.util.List;
import org.dsd4j.datasets.FileState;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.ImageSize;

/** The dataset of a {@link PictureList}; how a file becomes pixels is left to the corpus. */
public abstract class ListedImages implements ImageDataset {

  private final PictureList files;
  private final List<String> classNames;
  private final ImageSize imageSize;

  /**
   * Keeps what every dataset of files has.
   *
   * @param files the labelled files
   * @param classNames at least one
   * @param imageSize of every picture
   */
  protected ListedImages(PictureList files, List<String> classNames, ImageSize imageSize) {
    this.files = files;
    this.classNames = classNames;
    this.imageSize = imageSize;
  }

  /**
   * The files.
   *
   * @return the list that indices count in
   */
  protected final PictureList files() {
    return files;
  }

  @Override
  public final int size() {
    return files.size();
  }

  @Override
  public final List<String> classNames() {
    return classNames;
  }

  @Override
  public final ImageSize imageSize() {
    return imageSize;
  }

  @Override
  public final int label(int index) {
    return files.label(index);
  }

  @Override
  public final String fileState(int index) {
    return FileState.of(files.file(index));
  }

  /** The file below the corpus folder, with slashes on every system. */
  @Override
  public final String name(int index) {
    return files.name(index);
  }
}
