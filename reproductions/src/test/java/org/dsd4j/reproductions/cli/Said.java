package org.dsd4j.reproductions.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the command said to a person. */
record Said(int code, String out, String err) {
  static Said dsd(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int code = Dsd.execute(args);
      return new Said(
          code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** The line for a person; an engine that starts here for the first time may log others before. */
  String complaint() {
    return err.lines().filter(line -> line.startsWith("dsd: ")).findFirst().orElse("");
  }

  static void assertRefused(int code, String line, String... args) {
    Said said = dsd(args);
    assertEquals(code, said.code(), said.err());
    assertTrue(said.complaint().contains(line), said.err());
    assertFalse(said.err().contains("\tat "), "no stack trace for a person: " + said.err());
  }
}
