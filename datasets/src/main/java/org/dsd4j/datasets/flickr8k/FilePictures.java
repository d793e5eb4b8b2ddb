package org.dsd4j.datasets.flickr8k;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.FileState;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.picture.PictureFile;
import org.dsd4j.datasets.picture.Scaling;

/** Pictures that are decoded on each call. */
final class FilePictures implements CaptionedPictures {

  private final Path source;
  private final Optional<Path> folder;
  private final List<ListedPicture> pictures;

  /**
   * Keeps a list.
   *
   * @param source the file that lists them, for an error
   * @param folder that holds the photographs, if it is known
   * @param pictures each with a caption
   */
  FilePictures(Path source, Optional<Path> folder, List<ListedPicture> pictures) {
    this.source = source;
    this.folder = folder;
    this.pictures = List.copyOf(pictures);
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public String name(int index) {
    return pictures.get(index).name();
  }

  @Override
  public List<List<String>> captions(int index) {
    return pictures.get(index).captions();
  }

  @Override
  public String fileState(int index) {
    return folder.map(known -> FileState.of(known.resolve(name(index)))).orElse("");
  }

  @Override
  public byte[] pixels(int index, ImageSize size) throws BrokenExampleException {
    if (size.channels() != 3) {
      throw new IllegalArgumentException("pictures are read as 3 channels, not " + size.channels());
    }
    String name = name(index);
    Path known =
        folder.orElseThrow(
            () ->
                new DataException(
                    "%s lists pictures but has none of them: give the folder that holds %s, or the features of the pictures"
                        .formatted(source, name)));
    return Scaling.toCover(PictureFile.read(known.resolve(name), name), size);
  }
}
