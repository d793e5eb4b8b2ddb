package org.dsd4j.djl.checkpoint;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.network.Precision;

/** Reads the elements of a tensor as numbers of one of the two precisions. */
final class FloatValues {
  private static final Map<DataType, String> NAMES =
      Map.of(
          DataType.FLOAT64, "F64",
          DataType.FLOAT32, "F32",
          DataType.FLOAT16, "F16",
          DataType.BFLOAT16, "BF16");

  /** The element types that can be read. */
  static final Set<String> TYPES = Set.copyOf(NAMES.values());

  private static final float SMALLEST_HALF = 0x1p-24f;

  private FloatValues() {}

  /**
   * Returns the name of an element type in safetensors; of types that are not supported, DJL's
   * name.
   */
  static String type(DataType type) {
    return NAMES.getOrDefault(type, type.name());
  }

  /** Returns whether elements of that type can be read and written. */
  static boolean supports(DataType type) {
    return NAMES.containsKey(type);
  }

  /**
   * Returns the elements in direct memory, in native byte order.
   *
   * @param tensor a tensor of one of {@link #TYPES}
   * @param precision of the elements returned; F64 is rounded to the nearest float in single
   *     precision, everything else is exact
   */
  static ByteBuffer of(Tensor tensor, Precision precision) {
    ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = precision == Precision.DOUBLE;
    if (tensor.type().equals(wide ? "F64" : "F32")
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      return data;
    }
    int count = data.remaining() / width(tensor.type());
    int bytes = Math.multiplyExact(count, precision.type().getNumOfBytes());
    ByteBuffer values = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      double value = value(tensor.type(), data);
      if (wide) {
        values.putDouble(value);
      } else {
        values.putFloat((float) value);
      }
    }
    return values.flip();
  }

  /** Counts the elements that are infinite or not a number. */
  static int notFinite(ByteBuffer values, Precision precision) {
    return count(values, precision, value -> !Double.isFinite(value));
  }

  /** Counts the elements below 0. */
  static int negative(ByteBuffer values, Precision precision) {
    return count(values, precision, value -> value < 0);
  }

  private static int count(ByteBuffer values, Precision precision, DoublePredicate wanted) {
    int count = 0;
    for (int i = 0; i < values.remaining(); i += precision.type().getNumOfBytes()) {
      double value =
          precision == Precision.DOUBLE
              ? values.getDouble(values.position() + i)
              : values.getFloat(values.position() + i);
      if (wanted.test(value)) {
        count++;
      }
    }
    return count;
  }

  /** Returns the bytes of an element of one of {@link #TYPES}. */
  static int width(String type) {
    return switch (type) {
      case "F64" -> Double.BYTES;
      case "F32" -> Float.BYTES;
      default -> Short.BYTES;
    };
  }

  private static double value(String type, ByteBuffer data) {
    return switch (type) {
      case "F64" -> data.getDouble();
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
