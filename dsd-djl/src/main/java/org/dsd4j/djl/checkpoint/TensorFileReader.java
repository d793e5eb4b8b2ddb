package org.dsd4j.djl.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.checkpoint.TensorHeader.Entry;
import org.dsd4j.djl.checkpoint.TensorHeader.MalformedHeaderException;

/** Reads a {@link TensorFile} and validates all of it, because any byte may be missing or wrong. */
final class TensorFileReader {
  /** As in Python's {@code safetensors}. */
  private static final int LONGEST_HEADER = 100_000_000;

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

  TensorFile read() {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe would never end, nor would a device.
      throw new CheckpointException("cannot read " + file + ": it is not a plain file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel);
    } catch (NoSuchFileException e) {
      throw new CheckpointException("cannot read " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new CheckpointException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (MalformedHeaderException e) {
      throw corrupt(e.getMessage());
    }
  }

  private TensorFile read(FileChannel channel) throws IOException, MalformedHeaderException {
    byte[] bytes = header(channel);
    TensorHeader header = TensorHeader.parse(bytes);
    long start = Long.BYTES + (long) bytes.length;
    header.requireRoom(channel.size() - start);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : header.entries()) {
      tensors.put(
          entry.name(), new Tensor(entry.type(), entry.shape(), data(channel, start, entry)));
    }
    requireChecksum(header.metadata().remove(TensorFile.CHECKSUM), bytes, tensors);
    return new TensorFile(header.metadata(), tensors);
  }

  private byte[] header(FileChannel channel) throws IOException {
    byte[] first = new byte[Long.BYTES];
    ByteBuffer length = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
    boolean whole = readFully(channel, length);
    long bytes = length.getLong(0);
    if (!whole || bytes < 2 || bytes > LONGEST_HEADER) {
      throw corrupt(whole ? start(first) : "it does not start as a safetensors file does");
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

  /** Names what is often found in the place of such a file. */
  private static String start(byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (text.startsWith("version ")) {
      return "it starts as a pointer of Git LFS does, whose file is fetched by git lfs pull";
    }
    if (text.startsWith("<")) {
      return "it starts as a page of HTML does";
    }
    return text.startsWith("{")
        ? "it starts as JSON does; name the file with the weights, which must be one"
        : "it does not start as a safetensors file does";
  }

  private ByteBuffer data(FileChannel channel, long start, Entry entry) throws IOException {
    ByteBuffer data = allocate((int) (entry.to() - entry.from()));
    data.order(ByteOrder.LITTLE_ENDIAN);
    channel.position(start + entry.from());
    if (!readFully(channel, data)) {
      throw corrupt("it ends before its data does");
    }
    return data.flip();
  }

  /** Java knows how much memory there may be outside of its heap, and says so in no other way. */
  private ByteBuffer allocate(int bytes) {
    try {
      return ByteBuffer.allocateDirect(bytes);
    } catch (OutOfMemoryError e) {
      throw new CheckpointException(
          "cannot read "
              + file
              + ": it does not fit into the memory outside of Java's heap; allow more with"
              + " -XX:MaxDirectMemorySize",
          e);
    }
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
