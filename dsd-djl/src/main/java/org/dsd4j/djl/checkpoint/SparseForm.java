package org.dsd4j.djl.checkpoint;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;

/**
 * The form of tensors with many zeros that {@link WeightExport} describes: bits that say which
 * elements are kept, the kept elements, and the signs of the zeros. Elements are handled as bits,
 * never as numbers, so that each keeps its bits.
 */
final class SparseForm {
  private static final String SHAPE = "sparse/";
  private static final String KEPT = "kept/";
  private static final String VALUES = "values/";
  private static final String SIGNS = "signs/";
  private static final String BITS = "U8";

  /** An upper bound for the two additional entries in the header and the shape in the metadata. */
  private static final int HEADER_BYTES = 300;

  private SparseForm() {}

  /** Converts every tensor that gets smaller by it to the sparse form. */
  static TensorFile of(TensorFile dense) {
    Map<String, String> metadata = new LinkedHashMap<>(dense.metadata());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    dense
        .tensors()
        .forEach(
            (name, tensor) -> {
              Map<String, Tensor> parts = parts(name, tensor);
              if (parts.isEmpty()
                  || parts.keySet().stream().anyMatch(dense.tensors()::containsKey)) {
                tensors.put(name, tensor);
              } else {
                tensors.putAll(parts);
                metadata.put(SHAPE + name, words(tensor.shape()));
              }
            });
    return new TensorFile(metadata, tensors);
  }

  /** Counts the elements that are zero, of either sign; none in a tensor of whole numbers. */
  static long zeros(Tensor tensor) {
    if (!FloatValues.TYPES.contains(tensor.type())) {
      return 0;
    }
    FloatBits bits = FloatBits.of(tensor);
    long zeros = 0;
    for (int i = 0; i < bits.size(); i++) {
      zeros += bits.isZero(i) ? 1 : 0;
    }
    return zeros;
  }

  /** Returns the parts by their names; nothing if the tensor is better left dense. */
  private static Map<String, Tensor> parts(String name, Tensor tensor) {
    if (!FloatValues.TYPES.contains(tensor.type())) {
      return Map.of();
    }
    FloatBits bits = FloatBits.of(tensor);
    BitSet kept = new BitSet(bits.size());
    BitSet signs = new BitSet();
    int zeros = 0;
    for (int i = 0; i < bits.size(); i++) {
      if (!bits.isZero(i)) {
        kept.set(i);
      } else {
        signs.set(zeros++, bits.isNegative(i));
      }
    }
    Map<String, Tensor> parts = new LinkedHashMap<>();
    parts.put(KEPT + name, pack(kept, bits.size()));
    if (!signs.isEmpty()) {
      parts.put(SIGNS + name, pack(signs, zeros));
    }
    long bytes = parts.values().stream().mapToLong(part -> part.data().remaining()).sum();
    bytes += (long) (bits.size() - zeros) * bits.width() + HEADER_BYTES + 4L * name.length();
    if (bytes >= tensor.data().remaining()) {
      return Map.of();
    }
    parts.put(VALUES + name, bits.select(kept, tensor.type()));
    return parts;
  }

  /**
   * Converts tensors in the sparse form back; other files stay as they are.
   *
   * @param file what was read
   * @param place the file, for the message
   * @throws CheckpointException with every tensor whose parts are inconsistent
   */
  static TensorFile expand(TensorFile file, Path place) {
    if (!WeightExport.FORMAT.equals(file.metadata().get("format"))) {
      return file;
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> entry : file.metadata().entrySet()) {
      if (entry.getKey().startsWith(SHAPE)) {
        metadata.remove(entry.getKey());
        String name = entry.getKey().substring(SHAPE.length());
        try {
          Tensor dense = expand(name, entry.getValue(), tensors);
          require(tensors.putIfAbsent(name, dense) == null, "it is there in both forms");
        } catch (IllegalArgumentException e) {
          problems.add(name + ": " + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          place + " has sparse tensors that do not add up: " + String.join("; ", problems));
    }
    return new TensorFile(metadata, tensors);
  }

  /** Removes the parts of one tensor and returns the dense tensor. */
  private static Tensor expand(String name, String words, Map<String, Tensor> tensors) {
    Tensor kept = tensors.remove(KEPT + name);
    Tensor values = tensors.remove(VALUES + name);
    Tensor signs = tensors.remove(SIGNS + name);
    require(kept != null && values != null, "'" + KEPT + "' or '" + VALUES + "' of it is missing");
    require(FloatValues.TYPES.contains(values.type()), "its values are " + values.type());
    FloatBits from = FloatBits.of(values);
    List<Long> shape = shape(words);
    int size = size(shape, from.width());
    BitSet where = unpack(kept, size);
    int zeros = size - where.cardinality();
    require(
        size - zeros == from.size(),
        (size - zeros) + " elements are kept, but " + from.size() + " are there");
    BitSet negative = signs == null ? new BitSet() : unpack(signs, zeros);
    return new Tensor(values.type(), shape, from.spread(where, negative, size));
  }

  /**
   * Eight bits in a byte, lowest bit first, filled up to eight bytes, like masks in a checkpoint.
   */
  private static Tensor pack(BitSet bits, int size) {
    byte[] bytes = Arrays.copyOf(bits.toByteArray(), packedBytes(size));
    return new Tensor(BITS, List.of((long) bytes.length), ByteBuffer.wrap(bytes));
  }

  private static BitSet unpack(Tensor packed, int size) {
    ByteBuffer data = packed.data().duplicate();
    require(
        packed.type().equals(BITS) && data.remaining() == packedBytes(size),
        size + " bits do not have " + data.remaining() + " bytes of " + packed.type());
    BitSet bits = BitSet.valueOf(data);
    require(bits.length() <= size, "bits beyond the last of " + size + " are set");
    return bits;
  }

  private static int packedBytes(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE * Long.BYTES;
  }

  private static String words(List<Long> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Long> shape(String words) {
    try {
      return Arrays.stream(words.split(",", -1)).map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("its shape is '" + words + "'", e);
    }
  }

  private static int size(List<Long> shape, int width) {
    long bytes = width;
    try {
      for (long dimension : shape) {
        require(dimension >= 0, "its shape is " + shape);
        bytes = Math.multiplyExact(bytes, dimension);
      }
      return Math.toIntExact(bytes) / width;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(shape + " is more than 2 GiB", e);
    }
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
