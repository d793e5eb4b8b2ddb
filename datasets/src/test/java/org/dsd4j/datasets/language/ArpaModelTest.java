package org.dsd4j.datasets.language;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.dsd4j.datasets.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArpaModelTest {

  private static final String MODEL =
      """
      made by hand: \\data\\ is not yet here

      \\data\\
      ngram 1=6
      ngram 2=4
      ngram 3=1

      \\1-grams:
      -1.0 <unk>
      -99 <s> -0.5
      -1.5 </s>
      -0.7 GO -0.3
      -0.9\thome\t-0.2
      -1.1 now

      \\2-grams:
      -0.4 <s> go -0.1
      -0.6 go home -0.25
      -0.8 home </s>
      -0.5 <s> <unk>

      \\3-grams:
      -0.2 <s> go home

      \\end\\
      """;

  @TempDir Path dir;

  @Test
  void backsOffAsComputedByHand() throws Exception {
    ArpaModel model = read(MODEL);
    assertEquals(3, model.order());
    assertEquals(-0.2, model.log10(List.of("<s>", "go"), "home"), 1e-6);
    assertEquals(-0.2, model.log10(List.of("now", "<s>", "go"), "home"), 1e-6);
    assertEquals(-0.6, model.log10(List.of("now", "go"), "home"), 1e-6);
    assertEquals(-0.25 - 0.8, model.log10(List.of("go", "home"), "</s>"), 1e-6);
    assertEquals(-0.1 - 0.3 - 1.1, model.log10(List.of("<s>", "go"), "now"), 1e-6);
    assertEquals(-0.7, model.log10(List.of("now", "now"), "go"), 1e-6);
    assertEquals(-1.1, model.log10(List.of(), "now"), 1e-6);
    assertEquals(-0.5, model.log10(List.of("<s>"), "elephant"), 1e-6);
    assertEquals(-0.2 - 1.0, model.log10(List.of("home"), "elephant"), 1e-6);
    assertTrue(model.has("home"));
    assertFalse(model.has("elephant"));
  }

  @Test
  void unknownWordsAreImpossibleWithoutAMark() throws Exception {
    ArpaModel model = read("\\data\\\nngram 1=1\n\\1-grams:\n-0.1 yes\n\\end\\\n");
    assertEquals(ArpaModel.IMPOSSIBLE, model.log10(List.of("yes"), "no"));
    assertEquals(-0.1, model.log10(List.of("yes", "yes"), "yes"), 1e-6);
  }

  @Test
  void readsCompressedFiles() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(MODEL.getBytes(StandardCharsets.UTF_8));
    }
    ArpaModel model = ArpaModel.read(Files.write(dir.resolve("lm.arpa.gz"), bytes.toByteArray()));
    assertEquals(-0.2, model.log10(List.of("<s>", "go"), "home"), 1e-6);
  }

  @Test
  void holdsManyNgrams() throws Exception {
    StringBuilder text = new StringBuilder("\\data\\\nngram 1=3000\nngram 2=3000\n\\1-grams:\n");
    for (int i = 0; i < 3000; i++) {
      text.append("-%d.5 w%d -0.5\n".formatted(i % 7 + 1, i));
    }
    text.append("\\2-grams:\n");
    for (int i = 0; i < 3000; i++) {
      text.append("-%d.25 w%d w%d\n".formatted(i % 5, i, (i * 7) % 3000));
    }
    ArpaModel model = read(text + "\\end\\\n");
    for (int i = 0; i < 3000; i++) {
      String next = "w" + (i * 7) % 3000;
      assertEquals(-(i % 5 + 0.25), model.log10(List.of("w" + i), next), 1e-6);
    }
  }

  @Test
  void namesTheLineThatIsWrong() {
    expect("line 10: \"-0.7\" has 1 parts", MODEL.lines().skip(2).toList(), "-0.7 GO -0.3", "-0.7");
    expect("\"x\" is not a number", MODEL.lines().toList(), "-1.1 now", "x now");
    expect("4 2-grams were read, but 5 are", MODEL.lines().toList(), "ngram 2=4", "ngram 2=5");
    expect("the file ends before \\end\\", MODEL.lines().toList(), "\\end\\", "");
    expect("was found instead of \\2-grams:", MODEL.lines().toList(), "\\2-grams:", "\\3-grams:");
    expect("are [1, 3]", MODEL.lines().toList(), "ngram 2=4", "ngram 3=4");
    expect("the file ends before", List.of("RIFF", "no model at all"), "", "");
    assertTrue(
        assertThrows(DataException.class, () -> ArpaModel.read(dir.resolve("none")))
            .getMessage()
            .contains("cannot be read"));
  }

  /** What is announced or unpacked is held against memory before it is taken. */
  @Test
  void refusesBombs() throws Exception {
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) 'a');
    bomb("line 1 has more than 65536 bytes", "", block, 8);
    Arrays.fill(block, (byte) '\n');
    bomb("unpacks to more than 64 MiB, over 100 times its size", "", block, 65);
    bomb(
        "line 3: 2,000,000,000 n-grams are announced, where the memory of this process holds",
        "\\data\\\nngram 1=2000000000\n\\1-grams:\n",
        block,
        1);
    String manyOrders =
        IntStream.rangeClosed(1, 21).mapToObj("ngram %d=1"::formatted).collect(joining("\n"));
    expect("21 orders are announced", List.of("\\data\\", manyOrders, "\\1-grams:"), "", "");
    expect(
        "more than the announced 1 1-grams",
        List.of("\\data\\", "ngram 1=1", "\\1-grams:", "-1 a", "-1 b", "-1 c"),
        "",
        "");
  }

  private void bomb(String what, String start, byte[] block, int blocks) throws IOException {
    Path file = dir.resolve("bomb.arpa.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(start.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < blocks; i++) {
        out.write(block);
      }
    }
    String message = assertThrows(DataException.class, () -> ArpaModel.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()) && message.contains(what), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void readsTheModelOfAn4() {
    Path file = Path.of(System.getProperty("dsd.corpora", ""), "an4-flac/etc/an4.lm");
    assumeTrue(Files.isRegularFile(file), "no " + file + "; give -Ddsd.corpora=<folder>");
    ArpaModel model = ArpaModel.read(file);
    assertEquals(2, model.order());
    assertEquals(-2.0253, model.log10(List.of("<s>"), "a"), 1e-4);
    assertEquals(0, model.log10(List.of("<s>"), "</s>"), 1e-6);
    assertEquals(-2.0253, model.log10(List.of("a"), "zzz"), 1e-4);
  }

  private void expect(String what, List<String> lines, String from, String to) {
    List<String> changed = lines.stream().map(line -> line.equals(from) ? to : line).toList();
    String message =
        assertThrows(DataException.class, () -> read(String.join("\n", changed))).getMessage();
    assertTrue(message.contains(what) && message.contains(", line "), message);
    assertEquals(1, message.lines().count());
  }

  private ArpaModel read(String text) throws IOException {
    return ArpaModel.read(Files.writeString(dir.resolve("lm.arpa"), text));
  }
}
