package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damage of every kind, the same for the same seed. */
public final class Mutations {

  /** How many are made of a format. */
  public static final int COUNT = 2000;

  private static final long SLOWEST_SECONDS = 5;

  private Mutations() {}

  /**
   * What reads the bytes; only {@code documented} may be thrown, with a message of one line each.
   */
  @FunctionalInterface
  public interface Reader {
    /** Reads. */
    void read(byte[] bytes) throws Exception;
  }

  /**
   * Reads mutations of some files.
   *
   * @return how many were refused
   */
  public static int check(
      long seed, Class<? extends Exception> documented, Reader reader, byte[]... files) {
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int i = 0; i < COUNT; i++) {
      byte[] bytes = mutated(files[i % files.length], random);
      long start = System.nanoTime();
      try {
        reader.read(bytes);
      } catch (Exception failure) {
        if (!documented.isInstance(failure)) {
          throw new AssertionError("mutation " + i, failure);
        }
        assertFalse(failure.getMessage().isBlank());
        refused++;
      }
      assertTrue(System.nanoTime() - start < SLOWEST_SECONDS * 1_000_000_000, "mutation " + i);
    }
    return refused;
  }

  private static byte[] mutated(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      }
      case 1 -> {
        int from = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(64), bytes.length - from);
        System.arraycopy(whole, random.nextInt(bytes.length - length + 1), bytes, from, length);
      }
      case 2 -> {
        int from = random.nextInt(bytes.length);
        Arrays.fill(
            bytes,
            from,
            Math.min(bytes.length, from + 1 + random.nextInt(8)),
            (byte) (random.nextBoolean() ? 0xff : 0));
      }
      default -> {
        for (int change = random.nextInt(6); change >= 0; change--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
    }
    return bytes;
  }
}
