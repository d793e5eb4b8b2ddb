package org.dsd4j.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes arrays of values in Java. Use it in place of {@code NDManager.create}: with MXNet, DJL
 * copies the values to a buffer and gives the native library the buffer's address alone. Nothing
 * refers to the buffer any more, so the garbage collector may free it while the library reads, and
 * the array begins with whatever the freed memory holds by then, NaN too. Here the buffer is held
 * until the array is made.
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
