package org.dsd4j.datasets.flickr8k;

import java.nio.file.Path;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.caption.PictureFeatures;

/** Columns of a MAT file, found by the names that a JSON file gives them. */
final class NamedFeatures implements PictureFeatures {

  /** Features of fc7: as many columns as this are a matrix that was turned. */
  private static final int VGG16 = 4096;

  private final KarpathyJson names;
  private final MatFeatures columns;

  NamedFeatures(Path mat, KarpathyJson names, MatFeatures columns) {
    boolean turned =
        columns.count() != names.columns()
            && ((columns.count() == VGG16 && columns.dimension() != VGG16)
                || (columns.dimension() == names.columns() && columns.count() > names.columns()));
    if (turned) {
      throw new DataException(
          "%s: has %d rows and %d columns for %d pictures: a row for each picture; save it with a column for each, as 4096 x pictures"
              .formatted(mat, columns.dimension(), columns.count(), names.columns()));
    }
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
