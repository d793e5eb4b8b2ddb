package org.dsd4j.reproductions.caption;

import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.ImageSize;

/**
 * Takes the pixels themselves, in [0, 1].
 *
 * @param size that pictures are scaled to
 */
record PixelEncoder(ImageSize size) implements PictureEncoder {
  private static final float MOST = 255;

  @Override
  public float[] of(List<byte[]> pictures) {
    float[] values = new float[pictures.size() * size.pixels()];
    int at = 0;
    for (byte[] pixels : pictures) {
      for (byte pixel : pixels) {
        values[at++] = (pixel & 0xff) / MOST;
      }
    }
    return values;
  }

  @Override
  public Optional<String> checksum() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // There is no network.
  }
}
