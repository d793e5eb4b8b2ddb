package org.dsd4j.reproductions.caption;

import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.ImageSize;

/** Computes features of any picture, ready to be used. */
interface PictureEncoder extends AutoCloseable {
  /** The size that pictures are scaled to. */
  ImageSize size();

  /**
   * Computes features.
   *
   * @param pictures at least one, unsigned bytes (C, H, W) of {@link #size()}
   * @return (pictures, dimension), row-major
   */
  float[] of(List<byte[]> pictures);

  /**
   * A checksum of the weights, under which features are kept; empty when features are made faster
   * than they are read.
   */
  Optional<String> checksum();

  /** Frees the memory of a network. */
  @Override
  void close();
}
