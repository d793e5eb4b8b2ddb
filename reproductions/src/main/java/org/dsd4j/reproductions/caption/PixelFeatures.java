package org.dsd4j.reproductions.caption;

import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.reproductions.row.Workplace;

/** The pixels themselves, in [0, 1]: enough for generated pictures, and nothing to train. */
final class PixelFeatures extends PictureFeatures {
  private static final float MOST = 255;

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
  ImageSize size() {
    return size;
  }

  @Override
  Optional<String> prepare(Workplace place) {
    return Optional.empty();
  }

  @Override
  float[] of(List<byte[]> pictures) {
    float[] values = new float[pictures.size() * dimension()];
    int at = 0;
    for (byte[] pixels : pictures) {
      for (byte pixel : pixels) {
        values[at++] = (pixel & 0xff) / MOST;
      }
    }
    return values;
  }
}
