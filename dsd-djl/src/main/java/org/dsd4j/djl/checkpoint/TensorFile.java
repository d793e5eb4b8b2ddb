package org.dsd4j.djl.checkpoint;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Named arrays and strings in one file of the safetensors format: eight bytes with the length of
 * the header (little-endian), the header as JSON, the data.
 *
 * <p>Files written here carry a CRC-32C of header and data in their metadata, under {@code crc32c};
 * a file with a wrong one is refused. Files without one, from other programs, are read.
 *
 * @param metadata strings by name, without the checksum
 * @param tensors the arrays by name
 * @see <a href="https://huggingface.co/docs/safetensors">the safetensors format</a>
 */
public record TensorFile(Map<String, String> metadata, Map<String, Tensor> tensors) {
  static final String METADATA = "__metadata__";
  static final String CHECKSUM = "crc32c";
  private static final String UNSET = "00000000";

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
  public record Tensor(String type, List<Long> shape, ByteBuffer data) {
    /** Copies the shape. */
    public Tensor {
      shape = List.copyOf(shape);
    }
  }

  /**
   * Writes the file atomically: into a temporary file beside it, which is forced to the disk and
   * then renamed.
   *
   * @param file the file to write
   * @throws CheckpointException when the file cannot be written, for example on a full disk, or is
   *     a folder; an existing file is not changed
   */
  public void write(Path file) {
    if (Files.isDirectory(file)) {
      throw new CheckpointException(
          "cannot write " + file + ": it is a folder; name a file, such as one in it");
    }
    try (TemporaryFile temporary = TemporaryFile.beside(file)) {
      writeTo(temporary.channel());
      temporary.moveIntoPlace();
    } catch (IOException e) {
      throw new CheckpointException("cannot write " + file + ": " + WriteReason.of(file, e), e);
    }
  }

  /**
   * Reads a file, with or without a checksum.
   *
   * @param file the file
   * @return its content, never null; the data are copied into memory
   * @throws CheckpointException when the file is missing, truncated or corrupt
   */
  public static TensorFile read(Path file) {
    return new TensorFileReader(file, false, "fetch or convert it again").read();
  }

  /** Reads a file that was written here; one without a checksum is refused too. */
  static TensorFile readOwn(Path file, String remedy) {
    return new TensorFileReader(file, true, remedy).read();
  }

  /** Returns the size of the file in bytes. */
  long bytes() {
    long data = tensors.values().stream().mapToLong(tensor -> tensor.data().remaining()).sum();
    return Long.BYTES + header().length + data;
  }

  private void writeTo(FileChannel channel) throws IOException {
    byte[] header = header();
    byte[] digits = checksum(header, tensors.values()).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, header, indexOfChecksum(header), digits.length);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(channel, length.putLong(0, header.length));
    writeFully(channel, ByteBuffer.wrap(header));
    for (Tensor tensor : tensors.values()) {
      writeFully(channel, tensor.data().duplicate());
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
    byte[] text = JsonUtils.GSON_COMPACT.toJson(json).getBytes(StandardCharsets.UTF_8);
    // The data starts at a multiple of eight bytes, as the format asks; the header ends in blanks.
    byte[] padded = Arrays.copyOf(text, (text.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
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

  /** Computes the checksum of a file with this header and these arrays. */
  static String checksum(byte[] header, Collection<Tensor> tensors) {
    byte[] unset = header.clone();
    byte[] zeros = UNSET.getBytes(StandardCharsets.US_ASCII);
    int at = indexOfChecksum(header);
    System.arraycopy(zeros, 0, unset, at, Math.min(zeros.length, unset.length - at));
    CRC32C sum = new CRC32C();
    sum.update(unset);
    tensors.forEach(tensor -> sum.update(tensor.data().duplicate()));
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  /** Returns where the digits of the checksum start in a header that has one. */
  private static int indexOfChecksum(byte[] header) {
    String key = "\"" + CHECKSUM + "\":\"";
    // One byte a character, so that the index counts bytes.
    return new String(header, StandardCharsets.ISO_8859_1).indexOf(key) + key.length();
  }

  private static void writeFully(FileChannel channel, ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }
}
