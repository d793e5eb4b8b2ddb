package org.dsd4j.djl.checkpoint;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Named arrays and strings in one file of the safetensors format: eight bytes with the length of
 * the header (little-endian), the header as JSON, the data.
 *
 * <p>Files written here carry a CRC-32C of header and data in their metadata, under {@code crc32c};
 * a file with a wrong one is refused. Files of others, without one, are read.
 *
 * @param metadata strings by name, without the checksum
 * @param tensors the arrays by name
 * @see <a href="https://huggingface.co/docs/safetensors">the safetensors format</a>
 */
public record TensorFile(Map<String, String> metadata, Map<String, Tensor> tensors) {
  private static final String METADATA = "__metadata__";
  private static final String CHECKSUM = "crc32c";
  private static final String UNSET = "00000000";
  private static final int LONGEST_HEADER = 100_000_000;

  /** Copies the maps and keeps their order. */
  public TensorFile {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * One array.
   *
   * @param type the element type as safetensors spells it: {@code F32}, {@code U8}
   * @param shape the shape
   * @param data the elements, row-major, little-endian
   */
  public record Tensor(String type, java.util.List<Long> shape, ByteBuffer data) {
    /** Copies the shape. */
    public Tensor {
      shape = java.util.List.copyOf(shape);
    }
  }

  /**
   * Writes the file whole or not at all: into a temporary file beside it, forced to the disk, then
   * renamed.
   *
   * @param file where to
   * @throws CheckpointException when the file cannot be written, for example on a full disk; a file
   *     that was there before is untouched
   */
  public void write(Path file) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      writeTo(temporary);
      move(temporary, file);
    } catch (IOException e) {
      throw new CheckpointException(
          "cannot write " + file + ": " + reason(e) + "; free some space or choose another folder",
          e);
    }
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its content, never null; the data lies in memory of its own
   * @throws CheckpointException when the file is missing, truncated or corrupt
   */
  public static TensorFile read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel);
    } catch (IOException e) {
      throw new CheckpointException("cannot read " + file + ": " + reason(e), e);
    } catch (JsonParseException | IllegalStateException | ClassCastException e) {
      throw corrupt(file, "its header is not that of a safetensors file");
    }
  }

  private void writeTo(Path file) throws IOException {
    byte[] header = header();
    CRC32C sum = new CRC32C();
    sum.update(header);
    tensors.values().forEach(tensor -> sum.update(tensor.data().duplicate()));
    int at = indexOfChecksum(header);
    byte[] digits = hex(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, header, at, digits.length);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, length.putLong(0, header.length));
      writeFully(channel, ByteBuffer.wrap(header));
      for (Tensor tensor : tensors.values()) {
        writeFully(channel, tensor.data().duplicate());
      }
      channel.force(true);
    }
  }

  private byte[] header() {
    JsonObject json = new JsonObject();
    JsonObject strings = new JsonObject();
    metadata.forEach(strings::addProperty);
    strings.addProperty(CHECKSUM, UNSET);
    json.add(METADATA, strings);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long end = offset + entry.getValue().data().remaining();
      json.add(entry.getKey(), describe(entry.getValue(), offset, end));
      offset = end;
    }
    StringBuilder text = new StringBuilder(JsonUtils.GSON_COMPACT.toJson(json));
    // The data starts at a multiple of eight bytes, as the format asks.
    while (text.toString().getBytes(StandardCharsets.UTF_8).length % Long.BYTES != 0) {
      text.append(' ');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject describe(Tensor tensor, long from, long to) {
    JsonArray shape = new JsonArray();
    tensor.shape().forEach(shape::add);
    JsonArray offsets = new JsonArray();
    offsets.add(from);
    offsets.add(to);
    JsonObject json = new JsonObject();
    json.addProperty("dtype", tensor.type());
    json.add("shape", shape);
    json.add("data_offsets", offsets);
    return json;
  }

  private static TensorFile read(Path file, FileChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (!readFully(channel, length)
        || length.getLong(0) > LONGEST_HEADER
        || length.getLong(0) < 2) {
      throw corrupt(file, "it does not start as a safetensors file does");
    }
    byte[] header = new byte[(int) length.getLong(0)];
    if (!readFully(channel, ByteBuffer.wrap(header))) {
      throw corrupt(file, "it ends inside its header");
    }
    JsonObject json =
        JsonUtils.GSON.fromJson(new String(header, StandardCharsets.UTF_8), JsonObject.class);
    Map<String, String> metadata = new LinkedHashMap<>();
    if (json.has(METADATA)) {
      json.getAsJsonObject(METADATA).asMap().forEach((k, v) -> metadata.put(k, v.getAsString()));
      json.remove(METADATA);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long start = Long.BYTES + (long) header.length;
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      tensors.put(
          entry.getKey(), readTensor(file, channel, start, entry.getValue().getAsJsonObject()));
    }
    String expected = metadata.remove(CHECKSUM);
    if (expected != null && !expected.equals(checksum(header, tensors))) {
      throw corrupt(file, "its checksum does not match its content");
    }
    return new TensorFile(metadata, tensors);
  }

  private static Tensor readTensor(Path file, FileChannel channel, long start, JsonObject json)
      throws IOException {
    JsonArray offsets = json.getAsJsonArray("data_offsets");
    long from = offsets.get(0).getAsLong();
    long size = offsets.get(1).getAsLong() - from;
    if (from < 0 || size < 0 || start + from + size > channel.size()) {
      throw corrupt(file, "it ends before its data does");
    }
    ByteBuffer data = ByteBuffer.allocateDirect(Math.toIntExact(size));
    data.order(ByteOrder.LITTLE_ENDIAN);
    channel.position(start + from);
    if (!readFully(channel, data)) {
      throw corrupt(file, "it ends before its data does");
    }
    return new Tensor(
        json.get("dtype").getAsString(),
        json.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsLong).toList(),
        data.flip());
  }

  private static String checksum(byte[] header, Map<String, Tensor> tensors) {
    byte[] unset = header.clone();
    byte[] zeros = UNSET.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(zeros, 0, unset, indexOfChecksum(unset), zeros.length);
    CRC32C sum = new CRC32C();
    sum.update(unset);
    tensors.values().forEach(tensor -> sum.update(tensor.data().duplicate()));
    return hex(sum);
  }

  /** Where the digits of the checksum start in a header that has one. */
  private static int indexOfChecksum(byte[] header) {
    String key = "\"" + CHECKSUM + "\":\"";
    // One byte a character, so that the index counts bytes.
    return new String(header, StandardCharsets.ISO_8859_1).indexOf(key) + key.length();
  }

  private static String hex(CRC32C sum) {
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  private static void writeFully(FileChannel channel, ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      channel.write(data);
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

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : e.getMessage();
  }

  private static CheckpointException corrupt(Path file, String what) {
    return new CheckpointException(
        file + " is not a whole checkpoint: " + what + "; delete it to start this part again");
  }
}
