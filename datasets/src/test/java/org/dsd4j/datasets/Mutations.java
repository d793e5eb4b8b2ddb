package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Files that are damaged at random, always in the same ways: bits, bytes and numbers of four bytes
 * change, parts vanish, are repeated or swapped, the end is cut. Each damaged file is read with a
 * bound on time and on all the memory that reading takes together.
 */
public final class Mutations {

  /** Of each format. */
  public static final int COUNT = 2_000;

  private static final long SECONDS = 5;
  private static final int[] EXTREMES = {
    0, 1, -1, 0x7fffffff, 0x80000000, 0x7fff0000, 1 << 24, 255
  };

  private final String what;
  private final long seed;
  private final long mostBytes;

  /**
   * Damages.
   *
   * @param what names the format in messages
   * @param seed of the random numbers
   * @param mostBytes what reading one file may allocate in all
   */
  public Mutations(String what, long seed, long mostBytes) {
    this.what = what;
    this.seed = seed;
    this.mostBytes = mostBytes;
  }

  /** Reads a damaged file; every exception but those that are documented is a failure. */
  public interface Reading {
    /** Reads. */
    void read(byte[] damaged, int number) throws Exception;
  }

  /** Reads {@link #COUNT} damaged files and returns how many could be read in spite of it. */
  public int run(List<byte[]> originals, Reading reading) throws InterruptedException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ExecutorService worker = Executors.newSingleThreadExecutor(Mutations::daemon);
    int read = 0;
    for (int i = 0; i < COUNT; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      byte[] damaged = originals.get(i % originals.size());
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        damaged = damage(damaged, random);
      }
      byte[] file = damaged;
      int number = i;
      Future<Boolean> done =
          worker.submit(
              () -> {
                long before = threads.getCurrentThreadAllocatedBytes();
                boolean whole = isRead(reading, file, number);
                long taken = threads.getCurrentThreadAllocatedBytes() - before;
                assertTrue(taken <= mostBytes, () -> at(number) + " takes " + taken + " bytes");
                return whole;
              });
      read += get(done, number) ? 1 : 0;
    }
    worker.shutdown();
    return read;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "mutations");
    thread.setDaemon(true);
    return thread;
  }

  private static boolean isRead(Reading reading, byte[] file, int number) throws Exception {
    try {
      reading.read(file, number);
      return true;
    } catch (DataException | BrokenExampleException documented) {
      // A corpus names each of its problems in a line of its own.
      int most = documented instanceof BrokenExampleException ? 1 : 100;
      assertTrue(documented.getMessage().lines().count() <= most, documented.getMessage());
      return false;
    }
  }

  private boolean get(Future<Boolean> done, int number) throws InterruptedException {
    try {
      return done.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException hangs) {
      return fail(at(number) + " takes more than " + SECONDS + " s");
    } catch (ExecutionException failure) {
      return fail(at(number), failure.getCause());
    }
  }

  private String at(int number) {
    return "%s, mutation %d of seed %d".formatted(what, number, seed);
  }

  private static byte[] damage(byte[] file, SplittableRandom random) {
    if (file.length < 8) {
      return file;
    }
    byte[] changed = file.clone();
    // Headers are where numbers are believed, so that half of the changes are in the first bytes.
    int bound = random.nextBoolean() ? file.length : Math.min(file.length, 128);
    int at = random.nextInt(bound - 4);
    int length = 1 + random.nextInt(Math.min(64, file.length - at));
    switch (random.nextInt(7)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[at] = (byte) random.nextInt(256);
      case 2 -> {
        int value = EXTREMES[random.nextInt(EXTREMES.length)];
        boolean little = random.nextBoolean();
        for (int i = 0; i < 4; i++) {
          changed[at + i] = (byte) (value >>> (8 * (little ? i : 3 - i)));
        }
      }
      case 3 -> {
        return Arrays.copyOf(file, at);
      }
      case 4 -> {
        System.arraycopy(file, at + length, changed, at, file.length - at - length);
        return Arrays.copyOf(changed, file.length - length);
      }
      case 5 -> {
        changed = Arrays.copyOf(file, file.length + length);
        System.arraycopy(file, at, changed, at + length, file.length - at);
      }
      default -> {
        int from = random.nextInt(file.length - length + 1);
        System.arraycopy(file, from, changed, at, length);
      }
    }
    return changed;
  }
}
