package org.dsd4j.reproductions.recipe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RequestCheckTest {
  private static final Path FILE = Path.of("weights");

  private static RequestCheck check(Request request) {
    return new RequestCheck("row", request);
  }

  private static void assertSays(String message, Executable asked) {
    assertEquals(message, assertThrows(UsageException.class, asked).getMessage());
  }

  @Test
  void namesEveryOptionThatWouldBeRefused() {
    RequestCheck init = check(Request.of(Scale.EMBEDDED).with(RowSettings.INIT, Optional.of(FILE)));
    assertSays("row has no use for --init: why", () -> init.refuse("why", RowSettings.INIT));
    assertSays(
        "row has no use for --beam, --lm and --init: why",
        () -> init.refuse("why", RowSettings.BEAM, RowSettings.LANGUAGE_MODEL, RowSettings.INIT));
    assertDoesNotThrow(() -> init.refuse("why", RowSettings.BEAM, RowSettings.DATA));
  }

  @Test
  void everySplitNeedsExamples() {
    RequestCheck check = check(Request.of(Scale.PAPER));
    assertDoesNotThrow(() -> check.requireExamples(1, 1, 1));
    for (int[] sizes : new int[][] {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}) {
      String message =
          assertThrows(
                  DataException.class, () -> check.requireExamples(sizes[0], sizes[1], sizes[2]))
              .getMessage();
      assertEquals(
          "row --scale paper needs examples for training, validation and test, but the data have"
              + " %d, %d and %d; add some or divide them anew"
                  .formatted(sizes[0], sizes[1], sizes[2]),
          message);
    }
  }

  @Test
  void namesTheScale() {
    RequestCheck data = check(Request.of(Scale.EMBEDDED).with(RowSettings.DATA, Optional.of(FILE)));
    assertSays(
        "row --scale embedded draws: leave out --data and --pictures",
        () -> data.leaveOut("draws", RowSettings.DATA, RowSettings.PICTURES));
    assertEquals(FILE, data.data("a folder"));
    RequestCheck nothing = check(Request.of(Scale.PAPER));
    assertSays("row --scale paper needs --data DIR, a folder", () -> nothing.data("a folder"));
  }
}
