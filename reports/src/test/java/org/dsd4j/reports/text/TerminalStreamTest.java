package org.dsd4j.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.dsd4j.reports.fixture.Payloads;
import org.junit.jupiter.api.Test;

class TerminalStreamTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TerminalStream out = new TerminalStream(bytes, StandardCharsets.UTF_8);

  @Test
  void everyWayToPrintIsWatched() {
    out.print("\u001b[2J");
    out.print('\u001b');
    out.printf("%s|", "\u0007");
    out.append("\u009b");
    out.write(27);
    out.println(new Object[] {"x"}.length);
    PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
    writer.print("\u202e");
    writer.flush();
    assertEquals("\\u001b[2J\\u001b\\u0007|\\u009b\\u001b1\n\\u202e", said());
  }

  @Test
  void aCarriageReturnRewritesNothing() {
    out.print("done\rfailed\r\nnext\r");
    out.print("\nlast\r");
    out.print("x\n");
    assertEquals("done\\u000dfailed\nnext\nlast\\u000dx\n", said());
  }

  @Test
  void onlyAProgressLineIsRewritten() {
    out.rewrite("10 %");
    out.rewrite("20 %\r\u001b[2J");
    assertEquals("\r10 %\r20 % \\u001b[2J", said());
    assertSame(out, TerminalStream.of(out));
  }

  @Test
  void charactersMayComeInPieces() {
    byte[] word = "Größe 😀 中".getBytes(StandardCharsets.UTF_8);
    for (byte one : word) {
      out.write(one);
    }
    out.print("\ud83d");
    out.print("\ude00");
    assertEquals("Größe 😀 中😀", said());
  }

  @Test
  void otherEncodingsKeepTheirLetters() {
    Charset latin = StandardCharsets.ISO_8859_1;
    TerminalStream other = new TerminalStream(bytes, latin);
    other.print("Größe \u001b 中");
    assertEquals("Größe \\u001b ?", bytes.toString(latin));
  }

  @Test
  void noPayloadReachesTheTerminal() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      out.println(i < Payloads.ALL.size() ? Payloads.ALL.get(i) : Payloads.noise(random));
    }
    assertEquals(0, said().codePoints().filter(TerminalStreamTest::steers).count());
  }

  private static boolean steers(int point) {
    return (point < ' ' && point != '\n' && point != '\t')
        || (point >= 0x7F && point <= 0x9F)
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069)
        || point == 0x200E
        || point == 0x200F
        || point == 0x61C;
  }

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
