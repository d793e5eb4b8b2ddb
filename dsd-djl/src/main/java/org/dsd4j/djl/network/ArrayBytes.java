package org.dsd4j.djl.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The values of arrays as bytes in main memory, wherever the arrays live. */
public final class ArrayBytes {
  private ArrayBytes() {}

  /**
   * Returns the bytes of an array. Writing to them may or may not reach the array.
   *
   * @param array the array, of fewer than 2^31 bytes
   * @return a view of the array's memory where the engine gives one, good until the array changes
   *     or closes; otherwise a copy; in the machine's own byte order
   */
  public static ByteBuffer of(NDArray array) {
    if (!array.getDevice().isGpu()) {
      return array.toByteBuffer(true);
    }
    NDArray copy = array.toDevice(Device.cpu(), true);
    try {
      ByteBuffer view = copy.toByteBuffer(true);
      // Not in the heap, which is small on purpose and would not hold a checkpoint.
      ByteBuffer bytes = ByteBuffer.allocateDirect(view.remaining()).order(ByteOrder.nativeOrder());
      return bytes.put(view.duplicate()).flip();
    } finally {
      release(copy, array.getManager());
    }
  }

  /** DJL gives such a copy a manager of its own, which would stay as long as the array's. */
  private static void release(NDArray copy, NDManager original) {
    NDManager own = copy.getManager();
    copy.close();
    if (own != original) {
      own.close();
    }
  }
}
