package org.dsd4j.djl.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "glibc fills memory")
final class AllocatorPoisonTest {
  private static final int SIZE = 100_000;

  @Test
  void newMemoryHoldsLargeNumbersMeanwhileAndNotAfterwards() {
    writeZeros();
    assertTrue(AllocatorPoison.during(AllocatorPoisonTest::firstFloat) > 1e38f);
    writeZeros();
    assertEquals(0, firstFloat());
  }

  @Test
  void whatIsThrownPasses() {
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            AllocatorPoison.during(
                () -> {
                  throw new UnsupportedOperationException();
                }));
    writeZeros();
    assertEquals(0, firstFloat());
  }

  private static void writeZeros() {
    try (Memory memory = new Memory(SIZE)) {
      memory.clear();
    }
  }

  private static float firstFloat() {
    try (Memory memory = new Memory(SIZE)) {
      return memory.getFloat(SIZE / 2);
    }
  }
}
