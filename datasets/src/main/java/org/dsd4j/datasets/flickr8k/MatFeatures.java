package org.dsd4j.datasets.flickr8k;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.dsd4j.datasets.DataException;

/**
 * The matrix {@code feats} of a MATLAB file such as NeuralTalk's {@code vgg_feats.mat}: a row for
 * each of 4,096 features, a column for each picture; single or double precision, compressed or not.
 * It is kept as floats: 4,096 x 8,000 take 131 MB, and no more while it is read. A matrix that
 * takes more than half of the memory of Java is refused.
 */
public final class MatFeatures {

  private static final String NAME = "feats";
  private static final String HDF5 = "MATLAB 7.3";

  private final Path file;
  private final int dimension;
  private final int count;
  private final float[] columns;

  private MatFeatures(Path file, MatReader.FullMatrix matrix) {
    this.file = file;
    dimension = matrix.rows();
    count = matrix.columns();
    columns = matrix.values(); // Column by column, as the file has them.
  }

  /**
   * Reads a file.
   *
   * @param mat a MAT file of version 5 to 7
   * @return its matrix
   * @throws DataException if it cannot be read, has no matrix {@code feats} of real numbers, or if
   *     one of the numbers is not finite
   */
  public static MatFeatures open(Path mat) {
    if (!Files.isRegularFile(mat)) {
      throw new DataException(mat + ": no such file; give vgg_feats.mat");
    }
    MatFeatures features;
    try {
      requireOldFormat(mat);
      features = new MatFeatures(mat, new MatReader(mat, NAME).read());
    } catch (IOException | BufferUnderflowException failure) {
      throw new DataException(
          "%s: is not a MAT file or is damaged (%s); download it again".formatted(mat, failure),
          failure);
    }
    features.requireFinite();
    return features;
  }

  /** HDF5 in a MAT header: the reader would only say that it does not know the version. */
  private static void requireOldFormat(Path mat) throws IOException {
    try (InputStream in = Files.newInputStream(mat)) {
      String head = new String(in.readNBytes(HDF5.length()), StandardCharsets.US_ASCII);
      if (head.equals(HDF5)) {
        throw new DataException(
            mat + ": is a MAT file of version 7.3; save it again with the option -v7");
      }
    }
  }

  private void requireFinite() {
    for (int i = 0; i < columns.length; i++) {
      if (!Float.isFinite(columns[i])) {
        throw new DataException(
            "%s: %s is %s at row %d, column %d, counted from 0; compute the features again"
                .formatted(file, NAME, columns[i], i % dimension, i / dimension));
      }
    }
  }

  /**
   * Number of features.
   *
   * @return rows of the matrix, at least 1
   */
  public int dimension() {
    return dimension;
  }

  /**
   * Number of pictures.
   *
   * @return columns of the matrix, at least 1
   */
  public int count() {
    return count;
  }

  /**
   * Features of a picture.
   *
   * @param index of its column, 0 to {@link #count()} - 1
   * @return {@link #dimension()} values, a copy
   * @throws IndexOutOfBoundsException if there is no such column
   */
  public float[] column(int index) {
    Objects.checkIndex(index, count);
    return Arrays.copyOfRange(columns, index * dimension, (index + 1) * dimension);
  }
}
