package org.dsd4j.datasets.flickr8k;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dsd4j.datasets.DataException;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * The matrix {@code feats} of a MATLAB file such as NeuralTalk's {@code vgg_feats.mat}: a row for
 * each of 4,096 features, a column for each picture; single or double precision, compressed or not.
 * It is kept as floats: 4,096 x 8,000 take 131 MB. While it is read, the matrix as the file has it
 * (twice that for doubles) is in memory, too.
 */
public final class MatFeatures {

  private static final String NAME = "feats";
  private static final String HDF5 = "MATLAB 7.3";

  private final Path file;
  private final int dimension;
  private final int count;
  private final float[] columns;

  private MatFeatures(Path file, Matrix matrix) {
    this.file = file;
    dimension = matrix.getNumRows();
    count = matrix.getNumCols();
    columns = new float[matrix.getNumElements()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = matrix.getFloat(i); // Column by column, as the file has them.
    }
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
      features = new MatFeatures(mat, read(mat));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException failure) {
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

  private static Matrix read(Path mat) throws IOException {
    List<String> seen = new ArrayList<>();
    try (Source source = Sources.openStreamingFile(mat.toFile())) {
      MatFile content =
          Mat5.newReader(source)
              .setEntryFilter(
                  entry -> {
                    seen.add(entry.getName());
                    return entry.getName().equals(NAME);
                  })
              .readMat();
      for (MatFile.Entry entry : content.getEntries()) {
        if (entry.getName().equals(NAME)) {
          return matrix(mat, entry.getValue());
        }
      }
    }
    throw new DataException(
        "%s: has no matrix %s, only %s; give the file that has a column of features for each picture"
            .formatted(mat, NAME, seen));
  }

  private static Matrix matrix(Path mat, Array array) {
    boolean numbers = array.getType() == MatlabType.Double || array.getType() == MatlabType.Single;
    if (numbers && array instanceof Matrix matrix && !matrix.isComplex()) {
      if (matrix.getNumDimensions() == 2 && matrix.getNumElements() > 0) {
        return matrix;
      }
      throw new DataException(
          "%s: %s is %s and not features x pictures; save it as a matrix"
              .formatted(mat, NAME, Arrays.toString(matrix.getDimensions())));
    }
    throw new DataException(
        "%s: %s is of type %s and not a full matrix of real single or double numbers; save it as such"
            .formatted(mat, NAME, array.getType()));
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
