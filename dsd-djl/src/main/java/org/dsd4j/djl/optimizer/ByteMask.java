package org.dsd4j.djl.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.djl.network.ArrayBytes;
import org.dsd4j.djl.network.ArrayValues;

/**
 * The mask of one parameter on the parameter's device: one byte a weight, 1 for kept and 0 for
 * pruned, and nothing besides.
 *
 * <p>LibTorch multiplies floats by bytes too, but makes a float copy of all the bytes first: fifty
 * times slower than by floats at 25 million weights. Converted piece by piece it is as fast as a
 * mask of floats, which would take four times the memory.
 */
final class ByteMask implements AutoCloseable {
  /** Moves the lowest bit of each of eight bytes into the highest byte, the first one lowest. */
  private static final long GATHER = 0x0102040810204080L;

  private final NDArray kept;
  private final Slices slices;

  private ByteMask(NDArray kept, Slices slices) {
    // Detached: the manager of a batch would close it after the step.
    kept.detach();
    this.kept = kept;
    this.slices = slices;
  }

  static ByteMask of(Mask mask, NDManager manager, Slices slices) {
    NDArray kept = manager.zeros(new Shape(mask.shape()), DataType.UINT8);
    int[] next = {0};
    slices.forEach(
        new NDList(kept),
        pieces -> {
          NDArray piece = pieces.get(0);
          ByteBuffer bytes = ByteBuffer.allocate((int) piece.size());
          while (bytes.hasRemaining()) {
            bytes.put((byte) (mask.keeps(next[0]++) ? 1 : 0));
          }
          try (NDArray values =
              ArrayValues.of(manager, bytes.flip(), piece.getShape(), DataType.UINT8)) {
            // Added to zeros: copyTo would give the piece memory of its own.
            piece.addi(values);
          }
        });
    return new ByteMask(kept, slices);
  }

  /** Returns a copy on another device. */
  ByteMask on(Device device) {
    return new ByteMask(kept.toDevice(device, true), slices);
  }

  /** Reads the mask back, at one bit a weight. */
  Mask toMask() {
    ByteBuffer bytes = ArrayBytes.of(kept).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int words = (bytes.remaining() + Long.SIZE - 1) / Long.SIZE;
    byte[] packed = new byte[words * Long.BYTES];
    int at = 0;
    while (bytes.remaining() >= Long.BYTES) {
      packed[at++] = (byte) ((bytes.getLong() * GATHER) >>> 56);
    }
    for (int bit = 0; bytes.hasRemaining(); bit++) {
      packed[at] |= (byte) (bytes.get() << bit);
    }
    return Mask.fromBytes(kept.getShape().getShape(), packed);
  }

  /** Gets ready for one update of a parameter of that type. */
  Factor factor(DataType type) {
    return new Factor(type);
  }

  @Override
  public void close() {
    kept.close();
  }

  /**
   * The mask as a factor, for as long as one update takes. A small mask is converted once for
   * gradient and weight; a large one piece by piece, each time.
   */
  final class Factor implements AutoCloseable {
    private final DataType type;
    private final NDList converted = new NDList();

    private Factor(DataType type) {
      this.type = type;
      if (slices.whole(kept.getShape())) {
        converted.add(kept.toType(type, true));
      }
    }

    /** Multiplies in place: pruned elements become zero, unless they are not finite. */
    void applyTo(NDArray array) {
      if (!converted.isEmpty()) {
        array.muli(converted.get(0));
        return;
      }
      slices.forEach(
          new NDList(array, kept),
          pieces -> {
            try (NDArray factor = pieces.get(1).toType(type, true)) {
              pieces.get(0).muli(factor);
            }
          });
    }

    @Override
    public void close() {
      converted.close();
    }
  }
}
