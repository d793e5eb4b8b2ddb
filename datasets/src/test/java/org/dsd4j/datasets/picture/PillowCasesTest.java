package org.dsd4j.datasets.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.Cases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pixel for pixel what Pillow makes of the same files, whole and by regions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PillowCasesTest {

  /** Where this program says something else than Pillow, and why. */
  private static final Map<String, String> BROKEN_HERE =
      Map.of(
          // Nothing tells a file without an end marker from one that was cut off.
          "jpegs/no_eoi_garbage.jpg", "is cut off before its end",
          "wrong_ext/train/ant/really_webp.jpg", "is a WEBP file, whatever its name says",
          "wrong_ext/train/cat/really_gif.png", "is a GIF file, whatever its name says",
          "wrong_ext/train/dog/really_bmp.jpeg", "is a BMP file, whatever its name says");

  /** Pillow cannot parse their headers; of the first two djpeg makes the pixels that are here. */
  private static final Set<String> READ_HERE =
      Set.of("jpegs/short_app14.jpg", "jpegs/short_jfif.jpg", "jpegs/marker_ff9e.jpg");

  /**
   * Java brings libjpeg 6b, but for that of Linux distributions, which link libjpeg-turbo. The old
   * one has no arithmetic coding, which is said, and repeats the colours of 4:4:0 where the new one
   * interpolates.
   */
  private static final Set<String> OF_THE_NEW_LIBRARY =
      Set.of(
          "jpegs/c_arith.jpg",
          "jpegs/c_arithprog.jpg",
          "jpegs/c_s1x1chroma.jpg",
          "jpegs/c_s440.jpg");

  private Path dir;
  private boolean newLibrary;

  record Reference(String file, String size, String sha256) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Reference> references() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                PillowCasesTest.class.getResourceAsStream("pillow.tsv"), StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(parts -> new Reference(parts[0], parts[1], parts[2]))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @BeforeAll
  void unpack(@TempDir Path into) throws BrokenExampleException {
    dir = Cases.unpack("pictures", into);
    try {
      read("jpegs/c_arith.jpg");
      newLibrary = true;
    } catch (BrokenExampleException old) {
      assertTrue(old.getMessage().contains("arithmetic"), old.getMessage());
    }
  }

  private Picture read(String file) throws BrokenExampleException {
    return PictureFile.read(dir.resolve(file), file);
  }

  private static String sha256(Picture picture) {
    int plane = picture.height() * picture.width();
    byte[] interleaved = new byte[3 * plane];
    for (int i = 0; i < interleaved.length; i++) {
      interleaved[i] = picture.rgb()[i % 3 * plane + i / 3];
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(interleaved));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void isWhatPillowMakesOfIt(Reference reference) throws BrokenExampleException {
    assumeTrue(newLibrary || !OF_THE_NEW_LIBRARY.contains(reference.file));
    if (BROKEN_HERE.containsKey(reference.file)) {
      assertTrue(problem(reference.file).contains(BROKEN_HERE.get(reference.file)));
    } else if (READ_HERE.contains(reference.file)) {
      assertEquals("broken", reference.size);
      assertEquals(48, read(reference.file).width());
    } else if (reference.size.equals("broken")) {
      assertFalse(problem(reference.file).contains("\n"));
    } else {
      Picture picture = read(reference.file);
      assertEquals(reference.size, picture.width() + "x" + picture.height());
      assertEquals(reference.sha256, sha256(picture));
    }
  }

  private String problem(String file) {
    return assertThrows(BrokenExampleException.class, () -> read(file)).getMessage();
  }

  @ParameterizedTest
  @MethodSource("references")
  void regionsAreThoseOfTheWhole(Reference reference) throws BrokenExampleException {
    assumeTrue(!reference.size.equals("broken") && !BROKEN_HERE.containsKey(reference.file));
    assumeTrue(newLibrary || !OF_THE_NEW_LIBRARY.contains(reference.file));
    Picture whole = read(reference.file);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 8; i++) {
      int top = random.nextInt(whole.height());
      int left = random.nextInt(whole.width());
      Region region =
          new Region(
              top,
              left,
              1 + random.nextInt(whole.height() - top),
              1 + random.nextInt(whole.width() - left));
      try (PictureFile file = PictureFile.open(dir.resolve(reference.file), reference.file)) {
        assertSame(whole, file.read(region), region);
      }
    }
  }

  private static void assertSame(Picture whole, Picture part, Region region) {
    for (int row = 0; row < 3 * part.height(); row++) {
      int y = row / part.height() * whole.height() + region.top() + row % part.height();
      int from = y * whole.width() + region.left();
      assertArrayEquals(
          Arrays.copyOfRange(whole.rgb(), from, from + part.width()),
          Arrays.copyOfRange(part.rgb(), row * part.width(), (row + 1) * part.width()),
          "row " + row + " of " + region);
    }
  }
}
