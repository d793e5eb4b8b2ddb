package org.dsd4j.datasets.flickr8k;

import java.nio.file.Path;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.caption.PictureFeatures;

/** Columns of a MAT file, found by the names that a JSON file gives them. */
final class NamedFeatures implements PictureFeatures {

  private final KarpathyJson names;
  private final MatFeatures columns;

  NamedFeatures(Path mat, KarpathyJson names, MatFeatures columns) {
    if (columns.count() < names.columns()) {
      throw new DataException(
          "%s: has features of %d pictures, but the captions number theirs up to %d; give the files of one corpus"
              .formatted(mat, columns.count(), names.columns() - 1));
    }
    this.names = names;
    this.columns = columns;
  }

  @Override
  public int dimension() {
    return columns.dimension();
  }

  @Override
  public float[] of(String name) {
    return columns.column(names.featureIndex(name));
  }
}
