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
   * Returns the bytes of an array, to be read only.
   *
   * @param array the array, of fewer than 2^31 bytes
   * @return a view of the array's memory where the engine offers one, valid until the array changes
   *     or closes; otherwise a copy; in native byte order
   */
  public static ByteBuffer of(NDArray array) {
    if (!array.getDevice().isGpu()) {
      return array.toByteBuffer(true);
    }
    NDArray copy = array.toDevice(Device.cpu(), true);
    try {
      ByteBuffer view = copy.toByteBuffer(true);
      // Not on the heap, which is small on purpose and has no room for a checkpoint.
      ByteBuffer bytes = ByteBuffer.allocateDirect(view.remaining()).order(ByteOrder.nativeOrder());
      return bytes.put(view.duplicate()).flip();
    } finally {
      release(copy, array.getManager());
    }
  }

  /** DJL gives such a copy a manager of its own, which would live as long as that of the array. */
  private static void release(NDArray copy, NDManager original) {
    NDManager own = copy.getManager();
    copy.close();
    if (own != original) {
      own.close();
    }
  }
}
