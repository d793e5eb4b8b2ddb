package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {

  @TempDir Path dir;

  @Test
  void linesEndInAnyOfThreeWays() throws Exception {
    assertEquals(List.of("a", "b", "", "c", " d "), lines("a\nb\r\n\rc\n d "));
    assertEquals(List.of(""), lines("\n"));
    assertEquals(List.of(), lines(""));
    assertEquals(List.of("\u00e4\u3000\u2028x"), lines("\u00e4\u3000\u2028x\r\n"));
  }

  @Test
  void byteOrderMarksAreNoPartOfALine() throws Exception {
    assertEquals(List.of("a", "b", "c\ufeff"), lines("\ufeffa\nb\n\ufeffc\ufeff"));
    Path file = TestFiles.write(dir.resolve("dot"), "a".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("a"), TextLines.of(file, StandardCharsets.ISO_8859_1));
  }

  @Test
  void whatIsNoUtf8IsNamedWithItsLine() {
    expect("line 2 is not UTF-8; convert the file", "a\ncaf\u00e9\n", StandardCharsets.ISO_8859_1);
    expect("is UTF-16; convert it: iconv", "\ufeffid\tpath\n", StandardCharsets.UTF_16LE);
    expect("is UTF-16; convert it: iconv", "\ufeffid\tpath\n", StandardCharsets.UTF_16BE);
  }

  @Test
  void aLineIsBounded() {
    byte[] long1 = new byte[TextLines.LONGEST + 1];
    Arrays.fill(long1, (byte) 'a');
    String text = "x\n" + new String(long1, StandardCharsets.US_ASCII);
    expect("line 2 has more than 1048576 bytes", text, StandardCharsets.US_ASCII);
  }

  @Test
  void aFolderIsNoText() {
    IOException thrown = assertThrows(IOException.class, () -> TextLines.of(dir));
    assertEquals(
        dir + ": is not a plain file; give the file itself", TextLines.problem(dir, thrown));
  }

  private List<String> lines(String text) throws IOException {
    return TextLines.of(
        TestFiles.write(dir.resolve("a.txt"), text.getBytes(StandardCharsets.UTF_8)));
  }

  private void expect(String problem, String text, Charset charset) {
    Path file = TestFiles.write(dir.resolve("a.txt"), text.getBytes(charset));
    IOException thrown = assertThrows(IOException.class, () -> TextLines.of(file));
    String said = TextLines.problem(file, thrown);
    assertTrue(said.startsWith(file + ": " + problem), said);
    assertEquals(1, said.lines().count());
  }
}
