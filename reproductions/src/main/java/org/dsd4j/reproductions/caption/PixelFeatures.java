package org.dsd4j.reproductions.caption;

import org.dsd4j.datasets.ImageSize;
import org.dsd4j.reproductions.row.PreparationContext;

/** The pixels of small pictures: enough for generated ones, and nothing to train. */
final class PixelFeatures extends ComputedFeatures {
  private final ImageSize size;

  PixelFeatures(ImageSize size) {
    this.size = size;
  }

  @Override
  public String words() {
    return "the pixels of the picture at " + size;
  }

  @Override
  public int dimension() {
    return size.pixels();
  }

  @Override
  public FeatureSpec spec() {
    return FeatureSpec.ofPixels(size.height());
  }

  @Override
  PictureEncoder load(PreparationContext context) {
    return new PixelEncoder(size);
  }
}
