package org.dsd4j.djl.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of safetensors files that say what Python's reader refuses, too. */
final class TensorHeaderTest {
  private static final int MUTATIONS = 4000;
  private static final String A = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

  @TempDir private Path folder;

  private Path file(String header, int data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    return Files.write(folder.resolve("a.safetensors"), bytes.array());
  }

  private String problem(String header, int data) throws IOException {
    Path file = file(header, data);
    String message =
        assertThrows(CheckpointException.class, () -> TensorFile.read(file), header).getMessage();
    assertFalse(message.contains("\n"), message);
    assertTrue(message.contains(file.toString()), message);
    return message;
  }

  private static String b(String offsets) {
    return "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[" + offsets + "]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,4 | 4 | the data of b overlap",
        "2,6 | 6 | the data of b overlap",
        "8,12 | 12 | no array has the 4 bytes before b",
        "4,8 | 12 | it has 4 bytes after its data",
        "4,8 | 6 | it ends before its data does",
        "8,4 | 8 | it ends before its data does",
        "4,8,12 | 8 | its header is not",
        "4.0,8 | 8 | its header is not",
        "\"4\",8 | 8 | its header is not",
        "4,99999999999999999999 | 8 | its header is not",
      })
  void everyByteBelongsToOneArray(String offsets, int data, String why) throws IOException {
    String message = problem("{" + A + "," + b(offsets) + "}", data);
    assertTrue(message.contains(why), message);
  }

  @Test
  void manyArraysInOnePlaceTakeNoMemory() throws IOException {
    int size = 1 << 20;
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 20_000; i++) {
      header.append(i == 0 ? "" : ",").append('"').append(i);
      header.append("\":{\"dtype\":\"U8\",\"shape\":[1048576],\"data_offsets\":[0,1048576]}");
    }
    assertTrue(problem(header.append('}').toString(), size).contains("overlap"));
  }

  @Test
  void equalNamesAreRefused() throws IOException {
    assertTrue(problem("{" + A + "," + A + "}", 4).contains("it has a twice"));
    String twice = "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}," + A + "}";
    assertTrue(problem(twice, 4).contains("its metadata has k twice"));
  }

  @Test
  void metadataAreTextsOrNothing() throws IOException {
    for (String value : new String[] {"7", "null", "{}", "[\"x\"]", "true"}) {
      String message = problem("{\"__metadata__\":{\"k\":" + value + "}," + A + "}", 4);
      assertTrue(message.contains("k, which is not a text"), message);
    }
    TensorFile none = TensorFile.read(file("{\"__metadata__\":null," + A + "}", 4));
    assertEquals(Map.of(), none.metadata());
    assertEquals(1, none.tensors().size());
  }

  @Test
  void arraysMayBeListedInAnyOrderAndBeEmpty() throws IOException {
    String empty = "\"c\":{\"dtype\":\"F32\",\"shape\":[0,7],\"data_offsets\":[4,4]}";
    TensorFile read = TensorFile.read(file("{" + b("4,8") + "," + empty + "," + A + "}", 8));
    assertEquals(3, read.tensors().size());
    assertEquals(0, read.tensors().get("c").data().remaining());
    assertEquals(0, TensorFile.read(file("{}", 0)).tensors().size());
  }

  @Test
  void nestingAndTextsOfAnyDepthAreRefusedInOneLine() throws IOException {
    int deep = 100_000;
    problem("{\"a\":" + "[".repeat(deep) + "]".repeat(deep) + "}", 0);
    problem("{\"a\":" + "{\"x\":".repeat(deep) + "1" + "}".repeat(deep) + "}", 0);
    problem("{\"a\":{\"dtype\":\"" + "F".repeat(deep) + "\"}}", 0);
    problem("{\"a\":{\"shape\":[" + "9".repeat(deep) + "]}}", 0);
    problem("{" + A + "} {}", 4);
  }

  @ParameterizedTest
  @CsvSource({
    "version https://git-lfs.github.com/spec/v1, a pointer of Git LFS",
    "<!DOCTYPE html><html>, a page of HTML",
    "'{\"metadata\":{\"total_size\":1},\"weight_map\":{}}', as JSON does",
    "anything else at all, does not start as a safetensors file does"
  })
  void whatIsFoundInItsPlaceIsNamed(String content, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("a.safetensors"), content);
    String message =
        assertThrows(CheckpointException.class, () -> TensorFile.read(file)).getMessage();
    assertTrue(message.contains(why), message);
  }

  /** Changed bytes are read or refused, and never need more than the file has. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void changedBytesAreReadOrRefused() throws IOException {
    String metadata = "\"__metadata__\":{\"format\":\"pt\"}";
    byte[] whole = Files.readAllBytes(file("{" + metadata + "," + A + "," + b("4,8") + "}", 8));
    SplittableRandom random = new SplittableRandom(17);
    Path file = folder.resolve("mutated.safetensors");
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = whole.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(mutated.length);
        mutated[at] =
            random.nextBoolean() ? whole[random.nextInt(whole.length)] : (byte) random.nextInt(256);
      }
      Files.write(file, mutated);
      try {
        TensorFile read = TensorFile.read(file);
        assertTrue(read.bytes() <= mutated.length + 200);
      } catch (CheckpointException expected) {
        assertFalse(expected.getMessage().contains("\n"), expected.getMessage());
        refused++;
      }
    }
    assertTrue(refused > MUTATIONS / 2, "refused " + refused);
  }
}
