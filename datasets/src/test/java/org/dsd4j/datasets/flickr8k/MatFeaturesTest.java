package org.dsd4j.datasets.flickr8k;

import static org.dsd4j.datasets.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.dsd4j.datasets.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that scipy.io.savemat wrote. */
class MatFeaturesTest {

  @TempDir private Path dir;

  static byte[] fixture(String name) {
    try (InputStream in = MatFeaturesTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no fixture " + name);
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String error(byte[] content) {
    Path file = write(dir.resolve("vgg_feats.mat"), content);
    return assertThrows(DataException.class, () -> MatFeatures.open(file)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"double-compressed.mat", "single-plain.mat"})
  void readsColumns(String name) {
    MatFeatures features = MatFeatures.open(write(dir.resolve(name), fixture(name)));
    assertEquals(4, features.dimension());
    assertEquals(3, features.count());
    assertArrayEquals(new float[] {-2, -0.5f, 1, 2.5f}, features.column(0));
    assertArrayEquals(new float[] {-1.5f, 0, 1.5f, 3}, features.column(1));
    assertArrayEquals(new float[] {-1, 1 / 3f, 2, 3.5f}, features.column(2));
    assertThrows(IndexOutOfBoundsException.class, () -> features.column(3));
    features.column(0)[0] = 7;
    assertEquals(-2, features.column(0)[0], "a column is a copy");
  }

  @Test
  void readsDoublesThatAreStoredAsBytes() {
    MatFeatures features = MatFeatures.open(write(dir.resolve("a.mat"), fixture("int-valued.mat")));
    assertArrayEquals(new float[] {1, 4}, features.column(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "without-feats.mat|has no matrix feats, only [features, names]",
        "feats-are-text.mat|feats is of type char",
        "feats-are-sparse.mat|feats is of type sparse",
        "feats-are-cells.mat|feats is of type cell",
        "complex.mat|not a full matrix of real single or double numbers",
        "three-axes.mat|feats is [2, 2, 2] and not features x pictures",
        "nan.mat|feats is NaN at row 2, column 1",
      })
  void refusesWhatIsNoMatrixOfFeatures(String name, String wanted) {
    String message = error(fixture(name));
    assertTrue(message.contains(wanted), message);
  }

  @Test
  void refusesFilesThatAreDamagedOrOfAnotherFormat() {
    byte[] whole = fixture("single-plain.mat");
    for (int length : new int[] {0, 60, 130, 200, whole.length - 9}) {
      String message = error(Arrays.copyOf(whole, length));
      assertTrue(message.contains("vgg_feats.mat: "), message);
      assertEquals(1, message.lines().count(), message);
    }
    byte[] compressed = fixture("double-compressed.mat");
    assertTrue(error(Arrays.copyOf(compressed, compressed.length - 30)).contains("damaged"));
    assertTrue(
        error("MATLAB 7.3 MAT-file, Platform: GLNXA64".getBytes(StandardCharsets.US_ASCII))
            .contains("is a MAT file of version 7.3; save it again with the option -v7"));
    assertTrue(
        assertThrows(DataException.class, () -> MatFeatures.open(dir.resolve("none.mat")))
            .getMessage()
            .contains("none.mat: no such file"));
  }
}
