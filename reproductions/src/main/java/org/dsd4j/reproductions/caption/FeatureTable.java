package org.dsd4j.reproductions.caption;

/**
 * The features of the pictures of a split.
 *
 * @param dimension values of one picture, at least 1
 * @param examples the positions in the split of the pictures that could be read, ascending; one row
 *     each
 * @param values (rows, dimension), row-major
 */
@SuppressWarnings("ArrayRecordComponent") // millions of values: copied nowhere, compared nowhere
record FeatureTable(int dimension, int[] examples, float[] values) {
  FeatureTable {
    if (values.length != (long) examples.length * dimension) {
      throw new IllegalArgumentException(
          "%d pictures of %d values are not %d values"
              .formatted(examples.length, dimension, values.length));
    }
  }

  int rows() {
    return examples.length;
  }

  /** Copies the features of one row to a place in another array. */
  void copyRow(int row, float[] to, int at) {
    System.arraycopy(values, row * dimension, to, at, dimension);
  }
}
