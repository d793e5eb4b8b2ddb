package org.dsd4j.djl.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SparseFormTest {
  private static final Map<String, String> OURS = Map.of("format", WeightExport.FORMAT);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02, 0.05, 0.3, 0.8, 0.999, 1})
  void everyBitComesBackAndNoFileIsLarger(double sparsity) throws IOException {
    for (String type : List.of("F32", "F64", "F16", "BF16")) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (int size : new int[] {0, 1, 7, 63, 64, 65, 150, 1000, 20001}) {
        tensors.put("w" + size, random(type, sparsity, size));
      }
      TensorFile dense = new TensorFile(OURS, tensors);
      TensorFile sparse = SparseForm.of(dense);
      assertTrue(sparse.bytes() <= dense.bytes(), type + " " + sparsity);
      // A bit for each element is worth it where a zero saves four bytes, from some 3 % on.
      if (type.equals("F32")) {
        assertEquals(sparsity < 0.03, sparse.tensors().containsKey("w20001"), "" + sparsity);
      }
      assertEquals(tensors, written(sparse).tensors(), type + " " + sparsity);
    }
  }

  @Test
  void signsOfZerosAndNotANumberAreKept() throws IOException {
    float[] values = new float[1000];
    values[3] = -0f;
    values[999] = -0f;
    values[5] = Float.MIN_VALUE;
    values[6] = Float.intBitsToFloat(0x7fc0_1234);
    values[7] = Float.intBitsToFloat(0xffa0_0001);
    values[8] = Float.NEGATIVE_INFINITY;
    Tensor tensor = ForeignFile.floats(values, 10, 100);
    TensorFile sparse = SparseForm.of(new TensorFile(OURS, Map.of("a", tensor)));
    assertEquals(4 * Float.BYTES, sparse.tensors().get("values/a").data().remaining());
    assertTrue(sparse.tensors().containsKey("signs/a"));
    assertEquals(tensor, written(sparse).tensors().get("a"));
    assertEquals(996, SparseForm.zeros(tensor));
  }

  @Test
  void withoutMinusZerosThereAreNoSigns() {
    Tensor tensor = ForeignFile.floats(new float[1000], 1000);
    TensorFile sparse = SparseForm.of(new TensorFile(OURS, Map.of("a", tensor)));
    assertEquals(List.of("kept/a", "values/a"), List.copyOf(sparse.tensors().keySet()));
    assertEquals("1000", sparse.metadata().get("sparse/a"));
  }

  @Test
  void isWhatTheDescriptionSaysByHand() {
    float[] values = new float[200];
    values[0] = 5;
    values[9] = -6;
    values[2] = -0f;
    TensorFile sparse =
        SparseForm.of(new TensorFile(OURS, Map.of("a", ForeignFile.floats(values, 20, 10))));
    ByteBuffer kept = sparse.tensors().get("kept/a").data();
    assertEquals(32, kept.remaining(), "200 bits, filled up to eight bytes");
    assertEquals(0b0000_0001, kept.get(0));
    assertEquals(0b0000_0010, kept.get(1));
    // The zeros are elements 1, 2, 3 ...: the second one is negative.
    assertEquals(0b0000_0010, sparse.tensors().get("signs/a").data().get(0));
    assertEquals("20,10", sparse.metadata().get("sparse/a"));
    assertEquals(
        ForeignFile.floats(new float[] {5, -6}, 2).data(), sparse.tensors().get("values/a").data());
  }

  @Test
  void wholeNumbersAndSmallTensorsStayAsTheyAre() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("count", ForeignFile.number(0));
    tensors.put("many", new Tensor("I64", List.of(500L), ByteBuffer.allocate(4000)));
    tensors.put("bias", ForeignFile.floats(new float[64], 64));
    TensorFile dense = new TensorFile(OURS, tensors);
    assertEquals(dense, SparseForm.of(dense));
    assertEquals(0, SparseForm.zeros(tensors.get("many")));
  }

  @Test
  void aTensorWhoseNameAPartWouldTakeStays() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", random("F32", 0.5, 1000));
    tensors.put("kept/a", ForeignFile.number(3));
    TensorFile dense = new TensorFile(OURS, tensors);
    assertEquals(dense, SparseForm.of(dense));
  }

  @Test
  void whatOthersCallSparseIsLeftAlone() {
    TensorFile theirs = new TensorFile(Map.of("sparse/a", "who knows"), Map.of());
    assertEquals(theirs, SparseForm.expand(theirs, folder));
  }

  @Test
  void partsThatDoNotAddUpAreListedAtOnce() {
    TensorFile whole =
        SparseForm.of(
            new TensorFile(
                OURS, Map.of("a", random("F32", 0.5, 1000), "b", random("F32", 0.5, 1000))));
    assertRefused(whole, "a", "missing", tensors -> tensors.remove("kept/a"));
    assertRefused(whole, "a", "missing", tensors -> tensors.remove("values/a"));
    assertRefused(
        whole,
        "a",
        "elements are kept, but 2 are there",
        tensors -> tensors.put("values/a", ForeignFile.floats(new float[2], 2)));
    assertRefused(
        whole,
        "a",
        "its values are I64",
        tensors -> tensors.put("values/a", ForeignFile.number(1)));
    assertRefused(
        whole,
        "a",
        "1000 bits do not have 8 bytes of F64",
        tensors -> tensors.put("kept/a", ForeignFile.doubles(new double[1], 1)));
    assertRefused(
        whole,
        "a",
        "bits do not have 3 bytes of U8",
        tensors -> tensors.put("signs/a", new Tensor("U8", List.of(3L), ByteBuffer.allocate(3))));
    byte[] ones = new byte[128];
    Arrays.fill(ones, (byte) -1);
    assertRefused(
        whole,
        "a",
        "bits beyond the last of 1000 are set",
        tensors -> tensors.put("kept/a", new Tensor("U8", List.of(128L), ByteBuffer.wrap(ones))));
    assertRefused(
        whole,
        "a",
        "it is there in both forms",
        tensors -> tensors.put("a", ForeignFile.number(1)));
  }

  @Test
  void shapesThatLieAreRefused() {
    TensorFile whole = SparseForm.of(new TensorFile(OURS, Map.of("a", random("F32", 0.5, 1000))));
    for (String shape :
        List.of("", "x", "-1,-1000", "4611686018427387904,8", "10,1e2", "1,", "999")) {
      Map<String, String> metadata = new LinkedHashMap<>(whole.metadata());
      metadata.put("sparse/a", shape);
      TensorFile lying = new TensorFile(metadata, whole.tensors());
      var e =
          assertThrows(CheckpointException.class, () -> SparseForm.expand(lying, folder), shape);
      assertOneLine(e.getMessage(), "a: ");
    }
  }

  private interface Damage {
    void to(Map<String, Tensor> tensors);
  }

  /** The damage of one tensor is named, and that of the other, which lost a part, beside it. */
  private void assertRefused(TensorFile whole, String name, String problem, Damage damage) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(whole.tensors());
    damage.to(tensors);
    tensors.remove("kept/b");
    TensorFile broken = new TensorFile(whole.metadata(), tensors);
    var e =
        assertThrows(CheckpointException.class, () -> SparseForm.expand(broken, folder), problem);
    assertOneLine(e.getMessage(), problem);
    assertTrue(e.getMessage().contains(name + ": "), e::getMessage);
    assertTrue(e.getMessage().contains("b: 'kept/' or 'values/' of it is missing"), e::getMessage);
  }

  private void assertOneLine(String message, String part) {
    assertTrue(message.startsWith(folder + " has sparse tensors that do not add up: "), message);
    assertTrue(message.contains(part), message);
    assertFalse(message.contains("\n"), message);
  }

  private TensorFile written(TensorFile file) throws IOException {
    Path path = folder.resolve("a.safetensors");
    file.write(path);
    assertEquals(Files.size(path), file.bytes());
    TensorFile read = SparseForm.expand(TensorFile.read(path), path);
    assertEquals(OURS, read.metadata());
    return read;
  }

  /** Any bits, and zeros of either sign. */
  private static Tensor random(String type, double sparsity, int size) {
    Random random = new Random(size + type.hashCode());
    int width = FloatValues.width(type);
    byte[] bytes = new byte[size * width];
    random.nextBytes(bytes);
    for (int i = 0; i < size; i++) {
      boolean zero = random.nextDouble() < sparsity;
      if (zero) {
        Arrays.fill(bytes, i * width, (i + 1) * width, (byte) 0);
      }
      // The sign is in the last byte; what is kept is never zero.
      int last = (i + 1) * width - 1;
      bytes[last] = zero ? (byte) (random.nextBoolean() ? 0x80 : 0) : (byte) (bytes[last] | 1);
    }
    return new Tensor(type, List.of((long) size), ByteBuffer.wrap(bytes));
  }
}
