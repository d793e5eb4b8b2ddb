package org.dsd4j.datasets.scenes;

import java.util.List;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.picture.Picture;
import org.dsd4j.datasets.picture.Scaling;

/** Scenes in memory. */
final class DrawnScenes implements CaptionedPictures {

  /** One picture of the size at which scenes are drawn, and its captions. */
  @SuppressWarnings("ArrayRecordComponent") // copied nowhere, compared nowhere
  record Drawn(String name, byte[] pixels, List<List<String>> captions) {}

  private final ImageSize drawnSize;
  private final List<Drawn> scenes;

  DrawnScenes(ImageSize drawnSize, List<Drawn> scenes) {
    this.drawnSize = drawnSize;
    this.scenes = scenes;
  }

  @Override
  public int size() {
    return scenes.size();
  }

  @Override
  public String name(int index) {
    return scenes.get(index).name();
  }

  @Override
  public List<List<String>> captions(int index) {
    return scenes.get(index).captions();
  }

  @Override
  public byte[] pixels(int index, ImageSize size) {
    if (size.channels() != drawnSize.channels()) {
      throw new IllegalArgumentException("scenes are drawn in 3 channels, not " + size.channels());
    }
    return Scaling.toCover(
        new Picture(drawnSize.height(), drawnSize.width(), scenes.get(index).pixels()), size);
  }
}
