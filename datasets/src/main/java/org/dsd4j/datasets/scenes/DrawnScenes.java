package org.dsd4j.datasets.scenes;

import java.util.List;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.picture.Picture;
import org.dsd4j.datasets.picture.Scaling;

/** Scenes in memory. */
final class DrawnScenes implements CaptionedPictures {

  /** One picture of the own size and what is said about it. */
  @SuppressWarnings("ArrayRecordComponent") // copied nowhere, compared nowhere
  record Drawn(String name, byte[] pixels, List<List<String>> captions) {}

  private final ImageSize own;
  private final List<Drawn> scenes;

  DrawnScenes(ImageSize own, List<Drawn> scenes) {
    this.own = own;
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
    if (size.channels() != own.channels()) {
      throw new IllegalArgumentException("scenes are drawn in 3 channels, not " + size.channels());
    }
    return Scaling.toCover(
        new Picture(own.height(), own.width(), scenes.get(index).pixels()), size);
  }
}
