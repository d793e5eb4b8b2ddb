package org.dsd4j.djl.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(StartEngine.class)
final class ArrayValuesTest {
  private static final int MANY = 20_000;
  private static final int ARRAYS = 1_500;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), StartEngine.NAME);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void valuesTypesAndShapesAreThoseGiven() {
    NDArray floats = ArrayValues.of(manager, new float[] {1, -2, 3, 4, 5, 6.5f}, new Shape(2, 3));
    assertEquals(new Shape(2, 3), floats.getShape());
    assertEquals(DataType.FLOAT32, floats.getDataType());
    assertArrayEquals(new float[] {1, -2, 3, 4, 5, 6.5f}, floats.toFloatArray());
    assertArrayEquals(new float[] {7}, ArrayValues.of(manager, 7f).toFloatArray());
    assertArrayEquals(new int[] {-1, 2}, ArrayValues.of(manager, -1, 2).toIntArray());
    NDArray ints = ArrayValues.of(manager, new int[] {3, 4}, new Shape(2, 1));
    assertEquals(new Shape(2, 1), ints.getShape());
    assertArrayEquals(new int[] {3, 4}, ints.toIntArray());
    assertArrayEquals(
        new long[] {1L << 40, 0}, ArrayValues.of(manager, 1L << 40, 0L).toLongArray());
  }

  @Test
  void floatsComeInAndGoOutInEitherPrecision() {
    float[] values = {0.1f, -2, 3e38f};
    Shape shape = new Shape(3);
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      NDArray array = ArrayValues.of(manager, values, shape, type);
      assertEquals(type, array.getDataType());
      assertArrayEquals(values, ArrayValues.floats(array));
      assertEquals(0.1f, ArrayValues.scalar(array.get(0)));
    }
    NDArray exact = ArrayValues.of(manager, new double[] {0.1, 1 + 0x1p-50, 1e300}, shape);
    assertArrayEquals(new double[] {0.1, 1 + 0x1p-50, 1e300}, exact.toDoubleArray());
    assertArrayEquals(
        new float[] {0.1f, 1, Float.POSITIVE_INFINITY}, ArrayValues.floats(exact), "rounded");
    assertEquals(1 + 0x1p-50, ArrayValues.scalar(exact.get(1)));
  }

  /** NDManager.full takes a float, and engines read it differently. */
  @Test
  void constantsAreAsExactAsTheirType() {
    NDArray single = ArrayValues.full(manager, new Shape(2), 0.1, DataType.FLOAT32);
    assertArrayEquals(new float[] {0.1f, 0.1f}, single.toFloatArray());
    NDArray wide = ArrayValues.full(manager, new Shape(2), 0.1, DataType.FLOAT64);
    assertArrayEquals(new double[] {0.1, 0.1}, wide.toDoubleArray());
    NDArray scalar = ArrayValues.full(manager, new Shape(), 1.0 / 3, DataType.FLOAT64);
    assertEquals(new Shape(), scalar.getShape());
    assertEquals(1.0 / 3, ArrayValues.scalar(scalar));
  }

  @Test
  void bytesComeFromAnyBuffer() {
    byte[] expected = {1, 0, 1};
    Shape shape = new Shape(3);
    ByteBuffer heap = ByteBuffer.wrap(new byte[] {9, 1, 0, 1}).position(1);
    NDArray array = ArrayValues.of(manager, heap, shape, DataType.UINT8);
    assertArrayEquals(expected, array.toByteArray());
    assertEquals(1, heap.position(), "the buffer given stays where it was");
    ByteBuffer direct = ByteBuffer.allocateDirect(3).put(expected).flip();
    assertArrayEquals(
        expected, ArrayValues.of(manager, direct, shape, DataType.UINT8).toByteArray());
  }

  @Test
  void aShapeOfAnotherSizeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ArrayValues.of(manager, new float[] {1, 2, 3}, new Shape(2, 2)));
  }

  /** With NDManager.create in its place, MXNet fails this about once in 2,000 arrays. */
  @Test
  void valuesAreRightWhileGarbageIsCollected() throws InterruptedException {
    float[] values = new float[MANY];
    for (int i = 0; i < MANY; i++) {
      values[i] = i;
    }
    AtomicBoolean done = new AtomicBoolean();
    Thread collecting = new Thread(() -> collectUntil(done));
    collecting.start();
    try {
      for (int i = 0; i < ARRAYS; i++) {
        try (NDManager step = manager.newSubManager()) {
          assertArrayEquals(values, ArrayValues.of(step, values).toFloatArray());
        }
      }
    } finally {
      done.set(true);
      collecting.join();
    }
  }

  private static void collectUntil(AtomicBoolean done) {
    while (!done.get()) {
      System.gc();
    }
  }
}
