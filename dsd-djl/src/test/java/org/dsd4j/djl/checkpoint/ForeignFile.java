package org.dsd4j.djl.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;

/** Writes safetensors files as other programs do: without a checksum. */
final class ForeignFile {
  private ForeignFile() {}

  /** Writes tensors; the header is filled with blanks up to a length, when it is shorter. */
  static Path write(Path file, Map<String, Tensor> tensors, int headerLength) throws IOException {
    JsonObject json = new JsonObject();
    int offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      JsonArray shape = new JsonArray();
      tensor.shape().forEach(shape::add);
      JsonArray offsets = new JsonArray();
      offsets.add(offset);
      offset += tensor.data().remaining();
      offsets.add(offset);
      JsonObject described = new JsonObject();
      described.addProperty("dtype", tensor.type());
      described.add("shape", shape);
      described.add("data_offsets", offsets);
      json.add(entry.getKey(), described);
    }
    String text = json.toString();
    text = text + " ".repeat(Math.max(0, headerLength - text.length()));
    byte[] header = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + offset).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    tensors.values().forEach(tensor -> bytes.put(tensor.data().duplicate()));
    return Files.write(file, bytes.array());
  }

  static Tensor floats(float[] values, long... shape) {
    ByteBuffer data = buffer(values.length * Float.BYTES);
    for (float value : values) {
      data.putFloat(value);
    }
    return tensor("F32", data, shape);
  }

  static Tensor doubles(double[] values, long... shape) {
    ByteBuffer data = buffer(values.length * Double.BYTES);
    for (double value : values) {
      data.putDouble(value);
    }
    return tensor("F64", data, shape);
  }

  static Tensor halves(String type, int[] bits, long... shape) {
    ByteBuffer data = buffer(bits.length * Short.BYTES);
    for (int value : bits) {
      data.putShort((short) value);
    }
    return tensor(type, data, shape);
  }

  static Tensor number(long value) {
    return tensor("I64", buffer(Long.BYTES).putLong(value));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Tensor tensor(String type, ByteBuffer data, long... shape) {
    List<Long> sizes = java.util.Arrays.stream(shape).boxed().toList();
    return new Tensor(type, sizes, data.flip());
  }
}
