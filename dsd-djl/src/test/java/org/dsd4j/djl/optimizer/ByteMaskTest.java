package org.dsd4j.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(StartEngine.class)
final class ByteMaskTest {
  /** Small enough that small arrays are cut along one, two and three of their dimensions. */
  private static final int ELEMENTS = 10;

  private final NDManager manager = Engine.getEngine(StartEngine.NAME).newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  static Stream<Arguments> shapesAndEngines() {
    List<long[]> shapes =
        List.of(
            new long[] {1},
            new long[] {7},
            new long[] {64},
            new long[] {203},
            new long[] {9, 3},
            new long[] {2, 65},
            new long[] {5, 1, 3, 3},
            new long[] {2, 3, 4, 5},
            new long[] {1, 1, 77});
    return shapes.stream().flatMap(shape -> ways().map(shared -> Arguments.of(shape, shared)));
  }

  /** Piece by piece only where pieces share memory with the whole. */
  private static Stream<Boolean> ways() {
    EngineStart.start(StartEngine.NAME, 2);
    try (NDManager manager = Engine.getEngine(StartEngine.NAME).newBaseManager()) {
      boolean shares = !Slices.of(manager).whole(new Shape(Slices.ELEMENTS + 1L));
      return shares ? Stream.of(true, false) : Stream.of(false);
    }
  }

  @ParameterizedTest
  @MethodSource("shapesAndEngines")
  void comesBack(long[] shape, boolean shared) {
    for (int seed = 0; seed < 3; seed++) {
      Mask mask = mask(shape, seed);
      try (ByteMask bytes = ByteMask.of(mask, manager, new Slices(shared, ELEMENTS))) {
        assertEquals(mask, bytes.toMask());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapesAndEngines")
  void multipliesAsAMaskOfFloatsDoes(long[] shape, boolean shared) {
    Mask mask = mask(shape, 1);
    FloatBuffer floats = FloatBuffer.allocate(mask.size());
    mask.writeTo(floats);
    float[] values = values(mask.size());
    try (ByteMask bytes = ByteMask.of(mask, manager, new Slices(shared, ELEMENTS));
        ByteMask.Factor factor = bytes.factor(DataType.FLOAT32)) {
      NDArray array = manager.create(values, new Shape(shape));
      NDArray expected = array.mul(manager.create(floats.rewind(), new Shape(shape)));
      factor.applyTo(array);
      assertArrayEquals(bits(expected), bits(array));
      // What is not finite is not hidden by the mask.
      assertEquals(
          IntStream.range(0, values.length).filter(i -> !Float.isFinite(values[i])).count(),
          notFinite(array));
    }
  }

  @Test
  void multipliesAnArrayThatDoesNotLieInOrder() {
    Mask mask = mask(new long[] {8, 30}, 2);
    NDArray transposed = manager.create(values(240), new Shape(30, 8)).transpose();
    NDArray inOrder = manager.create(transposed.toFloatArray(), new Shape(8, 30));
    try (ByteMask bytes = ByteMask.of(mask, manager, new Slices(true, ELEMENTS));
        ByteMask.Factor factor = bytes.factor(DataType.FLOAT32)) {
      factor.applyTo(transposed);
      factor.applyTo(inOrder);
    }
    assertArrayEquals(bits(inOrder), bits(transposed));
  }

  @Test
  void piecesShareTheMemoryOfTheArrayAndComeInOrder() {
    Slices slices = Slices.of(manager);
    assertTrue(slices.whole(new Shape(Slices.ELEMENTS)));
    boolean shared = !slices.whole(new Shape(2, Slices.ELEMENTS));
    assertEquals(StartEngine.NAME.equals("PyTorch"), shared, "get() makes a view in this engine");
    assumeTrue(shared, "arrays are handed over whole where get() copies");

    NDArray array = manager.arange(120f).reshape(2, 3, 4, 5);
    List<Float> seen = new ArrayList<>();
    new Slices(true, ELEMENTS)
        .forEach(
            new NDList(array),
            pieces -> {
              NDArray piece = pieces.get(0);
              assertTrue(piece.size() <= ELEMENTS, () -> piece.getShape() + " is too large");
              for (float value : piece.toFloatArray()) {
                seen.add(value);
              }
              piece.addi(1);
            });
    assertEquals(IntStream.range(0, 120).mapToObj(i -> (float) i).toList(), seen);
    assertEquals(1f, array.getFloat(0, 0, 0, 0));
    assertEquals(120f, array.getFloat(1, 2, 3, 4));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the resident set from /proc")
  void nothingIsLeftOfWhatAPieceNeeded() throws IOException {
    Shape shape = new Shape(2, Slices.ELEMENTS);
    NDArray array = manager.ones(shape);
    Mask mask = mask(shape.getShape(), 3);
    try (ByteMask bytes = ByteMask.of(mask, manager, Slices.of(manager))) {
      apply(bytes, array, 3);
      int arrays = manager.getManagedArrays().size();
      long before = residentMib();
      // Two pieces, 4 MiB of floats each: what was forgotten would add up to 800 MiB.
      apply(bytes, array, 100);
      long grown = residentMib() - before;
      assertEquals(arrays, manager.getManagedArrays().size());
      assertTrue(grown < 200, () -> "grew by " + grown + " MiB");
    }
  }

  private static void apply(ByteMask bytes, NDArray array, int times) {
    for (int i = 0; i < times; i++) {
      try (ByteMask.Factor factor = bytes.factor(DataType.FLOAT32)) {
        factor.applyTo(array);
      }
    }
  }

  private static Mask mask(long[] shape, long seed) {
    int size = (int) new Shape(shape).size();
    Random random = new Random(seed);
    BitSet kept = new BitSet();
    for (int i = 0; i < size; i++) {
      kept.set(i, random.nextFloat() < 0.6f);
    }
    ByteBuffer packed =
        ByteBuffer.allocate((size + 63) / 64 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    packed.put(kept.toByteArray());
    return Mask.fromBytes(shape, packed.array());
  }

  private static float[] values(int size) {
    Random random = new Random(size);
    float[] odd = {-0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i % 5 == 4 ? odd[i / 5 % odd.length] : (float) random.nextGaussian();
    }
    // An infinite value times zero is not a number, so both stay what they are: not finite.
    return values;
  }

  private static int[] bits(NDArray array) {
    float[] values = array.toFloatArray();
    return IntStream.range(0, values.length).map(i -> Float.floatToIntBits(values[i])).toArray();
  }

  private static long notFinite(NDArray array) {
    float[] values = array.toFloatArray();
    return IntStream.range(0, values.length).filter(i -> !Float.isFinite(values[i])).count();
  }

  private static long residentMib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
