package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve(StoreLayout.PREDICTIONS);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    List<Prediction> said =
        List.of(
            new Prediction(0, 3, 3, OptionalInt.of(1)), new Prediction(7, 2, 9, OptionalInt.of(6)));
    PredictionFile.write(file, said);
    assertEquals("example,label,predicted,rank\n0,3,3,1\n7,2,9,6\n", Files.readString(file));
    assertEquals(said, PredictionFile.read(file));
  }

  @Test
  void filesFromBeforeRanksWereKeptAreRead() throws IOException {
    Files.writeString(file, "example,label,predicted\n0,3,3\n7,2,9\n");
    assertEquals(
        List.of(
            new Prediction(0, 3, 3, OptionalInt.empty()),
            new Prediction(7, 2, 9, OptionalInt.empty())),
        PredictionFile.read(file));
  }

  @Test
  void noneIsWrittenWithoutItsRank() {
    List<Prediction> said = List.of(new Prediction(0, 3, 3, OptionalInt.empty()));
    assertThrows(NoSuchElementException.class, () -> PredictionFile.write(file, said));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example,label,predicted,rank;0,3,3|line 2|it must have 4 numbers",
        "example,label,predicted;0,3,3,1|line 2|it must have 3 numbers",
        "example,label,predicted,rank;0,3,3,1;1,3,3,0|line 3|rank must be at least 1 but is 0",
        "example,label,predicted,rank;0,3,3,x|line 2|no whole numbers",
        "example,label,predicted,rank;0,3,3,1;0,3,3,1|line 3|example 0 stands twice",
        "example,label,predicted,place;0,3,3,1|line 1|it must be example,label,predicted,rank",
      })
  void damageIsNamedWithItsLine(String lines, String line, String why) throws IOException {
    Files.writeString(file, lines.replace(';', '\n') + "\n");
    String message =
        assertThrows(StoreException.class, () -> PredictionFile.read(file)).getMessage();
    assertTrue(message.contains(line + ", is damaged") && message.contains(why), message);
  }
}
