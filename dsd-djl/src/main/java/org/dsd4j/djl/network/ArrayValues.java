package org.dsd4j.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Creates arrays from values in Java, and reads values back. Use it in place of {@code
 * NDManager.create}: with MXNet, DJL copies the values to a buffer and gives the native library
 * only its address. Nothing refers to the buffer any more, so the garbage collector may free it
 * while the library reads, and the array begins with whatever the freed memory holds then, possibly
 * NaN. Here the buffer is held until the array is created.
 */
public final class ArrayValues {
  private ArrayValues() {}

  /**
   * Makes a FLOAT32 vector.
   *
   * @param manager the owner of the array
   * @param values its values
   * @return the array, never null
   */
  public static NDArray of(NDManager manager, float... values) {
    return of(manager, values, new Shape(values.length));
  }

  /**
   * Makes a FLOAT32 array.
   *
   * @param manager the owner of the array
   * @param values as many as the shape has, last dimension first
   * @param shape the shape
   * @return the array, never null
   * @throws IllegalArgumentException if values and shape do not fit
   */
  public static NDArray of(NDManager manager, float[] values, Shape shape) {
    ByteBuffer bytes = direct(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return of(manager, bytes, shape, DataType.FLOAT32);
  }

  /**
   * Makes an array of floats in either precision.
   *
   * @param manager the owner of the array
   * @param values as many as the shape has, last dimension first
   * @param shape the shape
   * @param type FLOAT32, or FLOAT64, which has all floats
   * @return the array, never null
   * @throws IllegalArgumentException if values and shape do not fit
   */
  public static NDArray of(NDManager manager, float[] values, Shape shape, DataType type) {
    if (type != DataType.FLOAT64) {
      return of(manager, values, shape);
    }
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return of(manager, wide, shape);
  }

  /**
   * Makes a FLOAT64 array.
   *
   * @param manager the owner of the array
   * @param values as many as the shape has, last dimension first
   * @param shape the shape
   * @return the array, never null
   * @throws IllegalArgumentException if values and shape do not fit
   */
  public static NDArray of(NDManager manager, double[] values, Shape shape) {
    ByteBuffer bytes = direct(values.length, Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return of(manager, bytes, shape, DataType.FLOAT64);
  }

  /**
   * Makes an array in which every element has the same value, in memory of the engine, as constants
   * of a forward pass have to be. {@code NDManager.full} takes a float, so that 0.1 would not be
   * 0.1 in FLOAT64.
   *
   * @param manager the owner of the array
   * @param shape the shape
   * @param value the value, rounded to the type
   * @param type FLOAT32 or FLOAT64
   * @return the array, never null
   */
  public static NDArray full(NDManager manager, Shape shape, double value, DataType type) {
    if (type != DataType.FLOAT64) {
      return manager.full(shape, (float) value, type);
    }
    double[] values = new double[Math.toIntExact(shape.size())];
    Arrays.fill(values, value);
    try (NDArray inJava = of(manager, values, shape)) {
      return inJava.duplicate();
    }
  }

  /**
   * Reads floats of either precision. DJL's {@code toFloatArray} refuses FLOAT64.
   *
   * @param array FLOAT32, or FLOAT64, whose values are rounded to the nearest float
   * @return its values, last dimension first
   */
  public static float[] floats(NDArray array) {
    if (array.getDataType() != DataType.FLOAT64) {
      return array.toFloatArray();
    }
    double[] wide = array.toDoubleArray();
    float[] values = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      values[i] = (float) wide[i];
    }
    return values;
  }

  /**
   * Reads one number of either precision.
   *
   * @param array FLOAT32 or FLOAT64, of one element
   * @return its value, exactly
   */
  public static double scalar(NDArray array) {
    return array.getDataType() == DataType.FLOAT64 ? array.getDouble() : array.getFloat();
  }

  /**
   * Makes an INT32 vector.
   *
   * @param manager the owner of the array
   * @param values its values
   * @return the array, never null
   */
  public static NDArray of(NDManager manager, int... values) {
    return of(manager, values, new Shape(values.length));
  }

  /**
   * Makes an INT32 array.
   *
   * @param manager the owner of the array
   * @param values as many as the shape has, last dimension first
   * @param shape the shape
   * @return the array, never null
   * @throws IllegalArgumentException if values and shape do not fit
   */
  public static NDArray of(NDManager manager, int[] values, Shape shape) {
    ByteBuffer bytes = direct(values.length, Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return of(manager, bytes, shape, DataType.INT32);
  }

  /**
   * Makes an INT64 vector.
   *
   * @param manager the owner of the array
   * @param values its values
   * @return the array, never null
   */
  public static NDArray of(NDManager manager, long... values) {
    ByteBuffer bytes = direct(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return of(manager, bytes, new Shape(values.length), DataType.INT64);
  }

  /**
   * Makes an array of bytes. On PyTorch the array is a view of a direct buffer.
   *
   * @param manager the owner of the array
   * @param values the bytes from the buffer's position to its limit, in the machine's own order
   * @param shape the shape
   * @param type the type of the values
   * @return the array, never null
   * @throws IllegalArgumentException if values and shape do not fit
   */
  public static NDArray of(NDManager manager, ByteBuffer values, Shape shape, DataType type) {
    ByteBuffer bytes = values;
    if (!values.isDirect()) {
      bytes = direct(values.remaining(), 1).put(values.duplicate()).flip();
    }
    try {
      return manager.create(bytes, shape, type);
    } finally {
      Reference.reachabilityFence(bytes);
    }
  }

  private static ByteBuffer direct(int values, int width) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(values, width))
        .order(ByteOrder.nativeOrder());
  }
}
