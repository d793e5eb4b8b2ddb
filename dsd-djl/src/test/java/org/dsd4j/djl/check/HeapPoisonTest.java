package org.dsd4j.djl.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.dsd4j.djl.fixture.StartEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** The check of arithmetic is worth nothing if memory that is handed out again holds zeros. */
@ExtendWith(StartEngine.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "tuned to glibc's allocator")
final class HeapPoisonTest {
  @Test
  void freshBlocksMostlyHoldNan() {
    Random random = new Random(1);
    int blocks = 0;
    int poisoned = 0;
    try (NDManager manager = NDManager.newBaseManager()) {
      for (int round = 0; round < 5; round++) {
        writeZeros(manager, random);
        HeapPoison.spread(manager, 100_000);
        for (int i = 0; i < 10; i++) {
          // From 400 to 100,000 elements, as the buffers of a convolution.
          int size = (int) (400 * Math.exp(random.nextDouble() * Math.log(250)));
          poisoned += holdsNan(manager, size) ? 1 : 0;
          blocks++;
        }
      }
    }
    // MXNet rounds sizes and keeps blocks for itself, which hides some of them.
    int most = StartEngine.NAME.equals("MXNet") ? 2 : 3;
    assertTrue(poisoned * most > blocks * (most - 1), poisoned + " of " + blocks + " hold NaN");
  }

  private static boolean holdsNan(NDManager manager, int size) {
    int found = 0;
    try (NDArray fresh = manager.create(new Shape(size), DataType.FLOAT32)) {
      for (float value : fresh.toFloatArray()) {
        found += Float.isNaN(value) ? 1 : 0;
      }
    }
    return found > size / 2;
  }

  private static void writeZeros(NDManager manager, Random random) {
    try (NDManager inner = manager.newSubManager()) {
      for (int i = 0; i < 200; i++) {
        inner.zeros(new Shape(16 + random.nextInt(50_000)));
      }
    }
  }
}
