package org.dsd4j.djl.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StartEngine.class)
final class TensorFileTest {
  private static final float[] VALUES = {1.5f, -0f, Float.MIN_VALUE, 3e38f, Float.NaN, 0.1f};

  @TempDir private Path folder;

  @Test
  void comesBackBitForBitInTheSameOrder() {
    Path file = folder.resolve("a.safetensors");
    sample().write(file);
    TensorFile read = TensorFile.read(file);
    assertEquals(List.of("z", "weights/a\"b", "empty"), List.copyOf(read.tensors().keySet()));
    assertEquals(Map.of("phase", "1", "note", "süß \"crc32c\":\"x"), read.metadata());
    sample()
        .tensors()
        .forEach(
            (name, expected) -> {
              Tensor actual = read.tensors().get(name);
              assertEquals(expected.type(), actual.type());
              assertEquals(expected.shape(), actual.shape());
              assertEquals(expected.data(), actual.data());
            });
  }

  @Test
  void isASafetensorsFileByHand() throws IOException {
    Path file = folder.resolve("a.safetensors");
    sample().write(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong(0);
    assertEquals(0, length % 8, "data starts at a multiple of eight bytes");
    String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
    JsonObject z = JsonParser.parseString(header).getAsJsonObject().getAsJsonObject("z");
    assertEquals("F32", z.get("dtype").getAsString());
    assertEquals("[2,3]", z.get("shape").toString());
    assertEquals("[0,24]", z.get("data_offsets").toString());
    for (int i = 0; i < VALUES.length; i++) {
      int raw = bytes.getInt(8 + length + 4 * i);
      assertEquals(Float.floatToRawIntBits(VALUES[i]), raw);
    }
  }

  @Test
  void isReadByDjlToo() throws IOException {
    Path file = folder.resolve("a.safetensors");
    new TensorFile(Map.of("format", "x"), Map.of("w", floats(List.of(2L, 3L)))).write(file);
    try (NDManager manager = NDManager.newBaseManager();
        InputStream in = Files.newInputStream(file)) {
      NDArray array = NDList.decode(manager, in).singletonOrThrow();
      assertEquals("w", array.getName());
      assertArrayEquals(new long[] {2, 3}, array.getShape().getShape());
      assertArrayEquals(VALUES, array.toFloatArray());
    }
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
    Path file = folder.resolve("a.safetensors");
    sample().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 40)) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertRefused(file);
    }
  }

  @Test
  void aFileThatIsTooLongIsRefused() throws IOException {
    Path file = folder.resolve("a.safetensors");
    sample().write(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length + 5));
    assertTrue(assertRefused(file).contains("5 bytes after its data"));
  }

  @Test
  void flippedBitsAreFoundWhereverTheyAre() throws IOException {
    Path file = folder.resolve("a.safetensors");
    sample().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < whole.length * 8; bit += 3) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      assertRefused(file);
    }
  }

  @Test
  void headersThatLieAreRefused() throws IOException {
    List<String> headers =
        List.of(
            "null",
            "[]",
            "{\"a\":1}",
            "{\"a\":{}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"x\"],\"data_offsets\":[0,4]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,9223372036854775807]}}",
            "{\"__metadata__\":7}");
    Path file = folder.resolve("lies.safetensors");
    for (String header : headers) {
      byte[] text = header.getBytes(StandardCharsets.UTF_8);
      ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 4).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(text.length).put(text).putFloat(1);
      Files.write(file, bytes.array());
      var e = assertThrows(CheckpointException.class, () -> TensorFile.read(file), header);
      assertOneLine(e.getMessage(), file);
    }
  }

  @Test
  void emptyForeignAndMissingFilesAreRefused() throws IOException {
    Path file = folder.resolve("other");
    Files.createFile(file);
    assertRefused(file);
    Files.writeString(file, "This is a letter and not a file of arrays.\n".repeat(20));
    assertRefused(file);
    Path missing = folder.resolve("missing");
    assertTrue(assertRefused(missing).endsWith("there is no such file"));
    assertRefused(folder);
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoRest() throws IOException {
    Path file = folder.resolve("a.safetensors");
    sample().write(file);
    byte[] before = Files.readAllBytes(file);
    // The temporary file can be made, and not be moved.
    Path long300 = folder.resolve("a".repeat(300));
    var e = assertThrows(CheckpointException.class, () -> sample().write(long300));
    assertOneLine(e.getMessage(), long300);
    assertTrue(e.getMessage().endsWith("choose a folder with a shorter path"), e::getMessage);
    assertArrayEquals(before, Files.readAllBytes(file));

    Path nowhere = folder.resolve("no/such/folder/a");
    e = assertThrows(CheckpointException.class, () -> sample().write(nowhere));
    assertTrue(
        e.getMessage().contains("its folder " + nowhere.getParent() + " does not exist"),
        e::getMessage);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFileOfOthersNeedsNoChecksumButACheckpointDoes() throws IOException {
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    Path file = folder.resolve("theirs.safetensors");
    Files.write(file, bytes.putLong(text.length).put(text).putFloat(1.25f).array());
    assertEquals(1.25f, TensorFile.read(file).tensors().get("a").data().getFloat(0));
    assertTrue(assertRefused(file).contains("it has no checksum"));
  }

  /** Reads as a checkpoint is read; returns the message of the refusal. */
  private static String assertRefused(Path file) {
    var e = assertThrows(CheckpointException.class, () -> TensorFile.readOwn(file, "delete it"));
    assertOneLine(e.getMessage(), file);
    return e.getMessage();
  }

  private static void assertOneLine(String message, Path file) {
    assertTrue(message.contains(file.toString()), message);
    assertFalse(message.contains("\n"), message);
    assertFalse(message.contains("Exception"), message);
  }

  private static TensorFile sample() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z", floats(List.of(2L, 3L)));
    tensors.put(
        "weights/a\"b", new Tensor("U8", List.of(3L), ByteBuffer.wrap(new byte[] {1, 2, 3})));
    tensors.put("empty", new Tensor("F32", List.of(0L, 4L), ByteBuffer.allocate(0)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("phase", "1");
    metadata.put("note", "süß \"crc32c\":\"x");
    return new TensorFile(metadata, tensors);
  }

  private static Tensor floats(List<Long> shape) {
    ByteBuffer data = ByteBuffer.allocate(4 * VALUES.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : VALUES) {
      data.putFloat(value);
    }
    return new Tensor("F32", shape, data.flip());
  }
}
