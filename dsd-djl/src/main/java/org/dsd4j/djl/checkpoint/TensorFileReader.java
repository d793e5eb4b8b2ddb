package org.dsd4j.djl.checkpoint;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;

/** Reads a {@link TensorFile} and validates all of it, because any byte may be missing or wrong. */
final class TensorFileReader {
  private static final int LONGEST_HEADER = 100_000_000;
  private static final Map<String, Integer> BYTES =
      Map.of("F64", 8, "I64", 8, "F32", 4, "I32", 4, "F16", 2, "BF16", 2, "U8", 1, "BOOL", 1);

  private final Path file;
  private final boolean checksumRequired;
  private final String remedy;

  /**
   * For one file.
   *
   * @param remedy what to do where it is damaged
   */
  TensorFileReader(Path file, boolean checksumRequired, String remedy) {
    this.file = file;
    this.checksumRequired = checksumRequired;
    this.remedy = remedy;
  }

  /** The position of an array, counted from the start of the data. */
  private record Entry(String name, String type, List<Long> shape, long from, long to) {}

  TensorFile read() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel);
    } catch (NoSuchFileException e) {
      throw new CheckpointException("cannot read " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new CheckpointException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private TensorFile read(FileChannel channel) throws IOException {
    byte[] header = header(channel);
    JsonObject json = parse(header);
    Map<String, String> metadata = metadata(json);
    List<Entry> entries = entries(json);
    long start = Long.BYTES + (long) header.length;
    requireRoom(entries, channel.size() - start);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      tensors.put(entry.name, new Tensor(entry.type, entry.shape, data(channel, start, entry)));
    }
    requireChecksum(metadata.remove(TensorFile.CHECKSUM), header, tensors);
    return new TensorFile(metadata, tensors);
  }

  private byte[] header(FileChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    boolean whole = readFully(channel, length);
    long bytes = length.getLong(0);
    if (!whole || bytes < 2 || bytes > LONGEST_HEADER) {
      throw corrupt("it does not start as a safetensors file does");
    }
    if (bytes > channel.size() - Long.BYTES) {
      throw corrupt("it ends inside its header");
    }
    byte[] header = new byte[(int) bytes];
    if (!readFully(channel, ByteBuffer.wrap(header))) {
      throw corrupt("it ends inside its header");
    }
    return header;
  }

  private JsonObject parse(byte[] header) {
    String text = new String(header, StandardCharsets.UTF_8);
    return expected(() -> JsonUtils.GSON.fromJson(text, JsonObject.class).getAsJsonObject());
  }

  private Map<String, String> metadata(JsonObject json) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (json.has(TensorFile.METADATA)) {
      JsonElement strings = json.remove(TensorFile.METADATA);
      expected(
          () -> {
            strings.getAsJsonObject().asMap().forEach((k, v) -> metadata.put(k, v.getAsString()));
            return metadata;
          });
    }
    return metadata;
  }

  private List<Entry> entries(JsonObject json) {
    List<Entry> entries = new ArrayList<>();
    json.asMap().forEach((name, value) -> entries.add(expected(() -> entry(name, value))));
    return entries;
  }

  private static Entry entry(String name, JsonElement value) {
    JsonObject json = value.getAsJsonObject();
    JsonArray offsets = json.getAsJsonArray("data_offsets");
    return new Entry(
        name,
        json.get("dtype").getAsString(),
        json.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsLong).toList(),
        offsets.get(0).getAsLong(),
        offsets.get(1).getAsLong());
  }

  /** Gson reports unexpected content by several types of exception. */
  private <T> T expected(java.util.function.Supplier<T> parsing) {
    try {
      return parsing.get();
    } catch (RuntimeException e) {
      throw corrupt("its header is not that of a safetensors file");
    }
  }

  private void requireRoom(List<Entry> entries, long available) {
    long end = 0;
    for (Entry entry : entries) {
      if (entry.from < 0 || entry.to < entry.from || entry.to > available) {
        throw corrupt("it ends before its data does");
      }
      if (!fits(entry)) {
        throw corrupt("the size of " + entry.name + " does not match its shape");
      }
      if (entry.to - entry.from > Integer.MAX_VALUE) {
        throw corrupt(entry.name + " has more than the 2 GiB that one array may have here");
      }
      end = Math.max(end, entry.to);
    }
    if (end != available) {
      throw corrupt("it has " + (available - end) + " bytes after its data");
    }
  }

  private static boolean fits(Entry entry) {
    Integer width = BYTES.get(entry.type);
    if (width == null) {
      return true;
    }
    // In floating point, where a product of very large sizes does not overflow to a valid one.
    double bytes = width;
    for (long size : entry.shape) {
      bytes *= (double) size;
    }
    return bytes == (double) (entry.to - entry.from);
  }

  private ByteBuffer data(FileChannel channel, long start, Entry entry) throws IOException {
    ByteBuffer data = ByteBuffer.allocateDirect((int) (entry.to - entry.from));
    data.order(ByteOrder.LITTLE_ENDIAN);
    channel.position(start + entry.from);
    if (!readFully(channel, data)) {
      throw corrupt("it ends before its data does");
    }
    return data.flip();
  }

  private void requireChecksum(String sum, byte[] header, Map<String, Tensor> tensors) {
    if (sum == null && checksumRequired) {
      throw corrupt("it has no checksum");
    }
    if (sum != null && !sum.equals(TensorFile.checksum(header, tensors.values()))) {
      throw corrupt("its checksum does not match its content");
    }
  }

  private static boolean readFully(FileChannel channel, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into) < 0) {
        return false;
      }
    }
    return true;
  }

  private CheckpointException corrupt(String what) {
    String kind = checksumRequired ? "checkpoint" : "safetensors file";
    return new CheckpointException(file + " is not a whole " + kind + ": " + what + "; " + remedy);
  }
}
