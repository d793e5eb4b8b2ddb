package org.dsd4j.datasets.flickr8k;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.dsd4j.datasets.TestFiles.write;
import static org.dsd4j.datasets.flickr8k.MatFeaturesTest.fixture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.Mutations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of captions and features that are damaged, or made to do harm. */
class DamagedCaptionsTest {

  private static final long MOST_BYTES = 16L << 20;
  private static final String IMAGE =
      "{\"filename\":\"%s.jpg\",\"imgid\":%s,\"split\":\"%s\",\"sentences\":[{\"tokens\":[\"a\",\"dog\"]}]}";

  @TempDir Path dir;

  private static String json(String first, String rest) {
    return "{\"images\":[%s,%s,%s]%s}"
        .formatted(first, IMAGE.formatted("b", 1, "val"), IMAGE.formatted("c", 2, "test"), rest);
  }

  @Tag("slow")
  @Test
  void json() throws InterruptedException {
    byte[] whole = json(IMAGE.formatted("a", 0, "train"), ",\"dataset\":\"x\"").getBytes(UTF_8);
    int read =
        new Mutations("JSON", 1, MOST_BYTES)
            .run(
                List.of(whole),
                (bytes, number) ->
                    KarpathyJson.open(write(dir.resolve("dataset.json"), bytes), Optional.empty()));
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
  }

  @Tag("slow")
  @Test
  void mat() throws InterruptedException {
    List<byte[]> files =
        List.of(
            fixture("double-compressed.mat"),
            fixture("single-plain.mat"),
            fixture("int-valued.mat"),
            fixture("complex.mat"),
            fixture("without-feats.mat"));
    int read =
        new Mutations("MAT", 2, MOST_BYTES)
            .run(
                files,
                (bytes, number) -> MatFeatures.open(write(dir.resolve("vgg_feats.mat"), bytes)));
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
  }

  @Tag("slow")
  @Test
  void captionTexts() throws InterruptedException {
    List<String> tokens = new ArrayList<>();
    List<String> kaggle = new ArrayList<>(List.of("image,caption"));
    for (String name : new String[] {"a.jpg", "b.jpg", "c.jpg"}) {
      write(dir.resolve("images").resolve(name), new byte[1]);
      tokens.add(name + "#0\tA dog , running .");
      kaggle.add(name + ",\"A \"\"dog\"\" , running .\"");
    }
    write(dir.resolve("Flickr_8k.trainImages.txt"), "a.jpg");
    write(dir.resolve("Flickr_8k.devImages.txt"), "b.jpg");
    write(dir.resolve("Flickr_8k.testImages.txt"), "c.jpg");
    byte[] token = (String.join("\n", tokens) + "\n").getBytes(UTF_8);
    byte[] table = (String.join("\n", kaggle) + "\n").getBytes(UTF_8);
    write(dir.resolve(Flickr8k.TOKENS), token);
    int read =
        new Mutations("token file", 3, MOST_BYTES)
            .run(
                List.of(token),
                (bytes, number) -> {
                  write(dir.resolve(Flickr8k.TOKENS), bytes);
                  Flickr8k.open(dir);
                });
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
    read =
        new Mutations("captions.txt", 4, MOST_BYTES)
            .run(
                List.of(table),
                (bytes, number) -> {
                  write(dir.resolve(KaggleFlickr8k.CAPTIONS), bytes);
                  KaggleFlickr8k.open(dir);
                });
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
  }

  static List<String> hostileJson() {
    String whole = IMAGE.formatted("a", 0, "train");
    int deep = 100_000;
    return List.of(
        json(whole, ",\"x\":" + "[".repeat(deep) + "]".repeat(deep)),
        json(whole, ",\"x\":" + "{\"y\":".repeat(deep) + "1" + "}".repeat(deep)),
        "[".repeat(deep),
        json("[".repeat(deep) + "]".repeat(deep), ""),
        json(IMAGE.formatted("a", "[".repeat(deep) + "]".repeat(deep), "train"), ""),
        json(IMAGE.formatted("a", "2147483647", "train"), ""),
        json(IMAGE.formatted("a", "2147483648", "train"), ""),
        json(IMAGE.formatted("a", "-9223372036854775809", "train"), ""),
        json(IMAGE.formatted("a", "9".repeat(5000), "train"), ""),
        json(IMAGE.formatted("a", "1e400", "train"), ""),
        json(IMAGE.formatted("a", "0.5", "train"), ""),
        json(IMAGE.formatted("a", "\"0\"", "train"), ""),
        json(IMAGE.formatted("a", "null", "train"), ""),
        json(IMAGE.formatted("a", "0,\"imgid\":1", "train"), ""),
        json(whole, ",\"images\":[]"),
        json(whole, ",\"" + "k".repeat(100_000) + "\":1"),
        json(whole, ",\"x\":" + "1".repeat(2000)),
        "\u0000\u0000\u0000",
        "null",
        "");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("hostileJson")
  void hostileJsonIsRefusedInAShortLine(String json) {
    Path file = write(dir.resolve("dataset.json"), json.getBytes(UTF_8));
    String message =
        assertThrows(DataException.class, () -> KarpathyJson.open(file, Optional.empty()))
            .getMessage();
    for (String line : message.lines().toList()) {
      assertTrue(line.startsWith(file + ": "), line.substring(0, Math.min(200, line.length())));
      assertTrue(line.length() < 600, () -> "length " + line.length());
    }
  }

  @Test
  void aNameOfACorpusIsNoPath() {
    String json = json(IMAGE.formatted("a", 0, "train"), ",\"dataset\":\"../../x\"");
    Path file = write(dir.resolve("dataset.json"), json.getBytes(UTF_8));
    assertEquals("captions", KarpathyJson.open(file, Optional.empty()).corpus().id());
  }

  @Test
  void wordsWithSpacesAreRefusedAtOnce() {
    String spaced = IMAGE.formatted("a", 0, "train").replace("\"dog\"", "\"dog\\u00a0run\"");
    String both = spaced.replace("[{", "[{\"tokens\":[\"x\\ty\"]},{");
    Path file = write(dir.resolve("dataset.json"), json(both, "").getBytes(UTF_8));
    String message =
        assertThrows(DataException.class, () -> KarpathyJson.open(file, Optional.empty()))
            .getMessage();
    assertTrue(message.contains("white space inside of a word"), message);
    assertFalse(message.contains("\n"), message);
    write(dir.resolve("dataset.json"), json(spaced, "").getBytes(UTF_8));
    assertEquals(
        List.of("a", "dog", "run"),
        KarpathyJson.open(file, Optional.empty()).corpus().train().captions(0).get(0));
  }
}
