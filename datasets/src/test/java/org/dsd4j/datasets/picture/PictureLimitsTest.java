package org.dsd4j.datasets.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers say what they like: no memory is taken before it is clear that there is enough. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PictureLimitsTest {

  @TempDir Path dir;

  private String problem(byte[] bytes) {
    Path file = TestFiles.write(dir.resolve("a"), bytes);
    return assertThrows(BrokenExampleException.class, () -> PictureFile.read(file, "a"))
        .getMessage();
  }

  private static byte[] jpeg(int height, int width) {
    byte[] bytes = PictureFixtures.jpeg(PictureFixtures.flat(16, 16, 0xc86432));
    for (int i = 2; i < bytes.length - 9; i++) {
      if ((bytes[i] & 0xff) == 0xff && (bytes[i + 1] & 0xff) == 0xc0) {
        ByteBuffer.wrap(bytes).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return bytes;
      }
    }
    throw new IllegalStateException("no frame");
  }

  private static byte[] png(int height, int width) {
    byte[] bytes = PictureFixtures.png(PictureFixtures.flat(16, 16, 0xc86432));
    ByteBuffer header = ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height);
    CRC32 sum = new CRC32();
    sum.update(bytes, 12, 17);
    header.putInt(29, (int) sum.getValue());
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {12_000, 20_000, 40_000, 65_500})
  void sidesOfAnySizeAreRefused(int side) {
    String words = "a: says that it has %d x %d pixels, more than 89,478,485";
    assertEquals(words.formatted(side, side), problem(jpeg(side, side)));
    assertEquals(words.formatted(side, side), problem(png(side, side)));
  }

  @Test
  void sidesOfPngsMayOverflowAnything() {
    assertEquals(
        "a: says that it has 2147483647 x 2147483647 pixels, more than 89,478,485",
        problem(png(Integer.MAX_VALUE, Integer.MAX_VALUE)));
    assertTrue(problem(png(-1, 16)).contains("pixels, more than"));
    assertEquals("a: says that it has 0 rows and 16 columns", problem(png(0, 16)));
    assertEquals("a: says that it has 0 rows and 16 columns", problem(jpeg(0, 16)));
  }

  /** Within the bound, but more than a small heap has for it. */
  @Test
  void whatDoesNotFitIntoHalfOfTheHeapIsRefused() {
    DecodingMemory small = new DecodingMemory(100 << 20);
    String message =
        assertThrows(
                BrokenExampleException.class, () -> small.with("a", 60L << 20, () -> "not reached"))
            .getMessage();
    assertEquals(
        "a: needs 60 MiB to be decoded, more than half of the memory of Java; allow more with -Xmx",
        message);
  }

  @Test
  void othersWaitUntilThereIsEnough() throws Exception {
    DecodingMemory small = new DecodingMemory(100 << 20);
    CountDownLatch started = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try {
                small.with("b", 30L << 20, () -> "done");
                started.countDown();
              } catch (BrokenExampleException impossible) {
                throw new IllegalStateException(impossible);
              }
            });
    small.with(
        "a",
        30L << 20,
        () -> {
          other.start();
          assertTrue(!started.await(200, TimeUnit.MILLISECONDS), "there was no room");
          return "done";
        });
    other.join();
    assertEquals(0, started.getCount());
  }

  @Test
  void damagedChunksAreNamed() {
    byte[] bytes = PictureFixtures.png(PictureFixtures.flat(16, 16, 0xc86432));
    bytes[bytes.length - 18] ^= 1; // in the data, before its checksum and the end
    assertEquals("a: is damaged: a checksum in it is wrong", problem(bytes));
  }

  @Test
  void manyScansOfALargePictureAreRefused() {
    byte[] whole = jpeg(9000, 9000);
    byte[] bytes = java.util.Arrays.copyOf(whole, whole.length + 200);
    for (int i = 0; i < 98; i++) {
      bytes[whole.length + 2 * i] = (byte) 0xff;
      bytes[whole.length + 2 * i + 1] = (byte) 0xda;
    }
    bytes[bytes.length - 2] = (byte) 0xff;
    bytes[bytes.length - 1] = (byte) 0xd9;
    assertTrue(problem(bytes).contains("scans of 9000 x 9000 pixels"));
  }

  @Test
  void pipesAndFoldersAreNoPictures() throws IOException, InterruptedException {
    Path pipe = dir.resolve("pipe.jpg");
    try {
      assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    } catch (IOException none) {
      assumeTrue(false, "no mkfifo here");
    }
    for (Path file : new Path[] {pipe, dir, Path.of("/dev/zero")}) {
      assertEquals(
          "a: is not a plain file",
          assertThrows(BrokenExampleException.class, () -> PictureFile.read(file, "a"))
              .getMessage());
    }
  }
}
