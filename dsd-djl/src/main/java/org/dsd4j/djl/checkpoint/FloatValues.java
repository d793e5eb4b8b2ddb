package org.dsd4j.djl.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Set;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;

/** Reads the elements of a tensor as 32-bit floats. */
final class FloatValues {
  /** The element types that have one. */
  static final Set<String> TYPES = Set.of("F64", "F32", "F16", "BF16");

  private static final float SMALLEST_HALF = 0x1p-24f;

  private FloatValues() {}

  /**
   * Returns the elements in direct memory, in the machine's own order.
   *
   * @param tensor a tensor of one of {@link #TYPES}; F64 is rounded to the nearest float, the
   *     others are exact
   */
  static ByteBuffer of(Tensor tensor) {
    ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (tensor.type().equals("F32") && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      return data;
    }
    int width = width(tensor.type());
    int count = data.remaining() / width;
    ByteBuffer floats =
        ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
            .order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      floats.putFloat(value(tensor.type(), data));
    }
    return floats.flip();
  }

  /** Counts the elements that are infinite or not a number. */
  static int notFinite(FloatBuffer values) {
    int count = 0;
    for (int i = values.position(); i < values.limit(); i++) {
      if (!Float.isFinite(values.get(i))) {
        count++;
      }
    }
    return count;
  }

  private static int width(String type) {
    return switch (type) {
      case "F64" -> Double.BYTES;
      case "F32" -> Float.BYTES;
      default -> Short.BYTES;
    };
  }

  private static float value(String type, ByteBuffer data) {
    return switch (type) {
      case "F64" -> (float) data.getDouble();
      case "F32" -> data.getFloat();
      case "F16" -> half(data.getShort());
      default -> Float.intBitsToFloat(data.getShort() << 16);
    };
  }

  /** IEEE 754 binary16; the JDK has this from version 20 on. */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * SMALLEST_HALF;
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | (widened << 23) | (fraction << 13));
  }
}
