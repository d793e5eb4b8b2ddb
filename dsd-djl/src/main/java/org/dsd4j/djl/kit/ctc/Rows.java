package org.dsd4j.djl.kit.ctc;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * A buffer of either precision, of which rows are read and written as doubles. For several threads
 * at once, as long as each has rows of its own.
 */
interface Rows {
  /** Returns the number of values. */
  int size();

  /** Reads the values from a place on into the beginning of a row. */
  void read(int at, double[] row, int count);

  /** Writes the beginning of a row, rounded to the precision of the buffer, from a place on. */
  void write(int at, double[] row, int count);

  /** Wraps floats, from index 0 on. */
  static Rows of(FloatBuffer values) {
    return new Rows() {
      @Override
      public int size() {
        return values.limit();
      }

      @Override
      public void read(int at, double[] row, int count) {
        for (int i = 0; i < count; i++) {
          row[i] = values.get(at + i);
        }
      }

      @Override
      public void write(int at, double[] row, int count) {
        for (int i = 0; i < count; i++) {
          values.put(at + i, (float) row[i]);
        }
      }
    };
  }

  /** Wraps doubles, from index 0 on. */
  static Rows of(DoubleBuffer values) {
    return new Rows() {
      @Override
      public int size() {
        return values.limit();
      }

      @Override
      public void read(int at, double[] row, int count) {
        values.get(at, row, 0, count);
      }

      @Override
      public void write(int at, double[] row, int count) {
        values.put(at, row, 0, count);
      }
    };
  }
}
