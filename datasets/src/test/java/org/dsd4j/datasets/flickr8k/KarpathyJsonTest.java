package org.dsd4j.datasets.flickr8k;

import static org.dsd4j.datasets.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KarpathyJsonTest {

  private static final String NAME = "dataset_flickr8k.json";

  @TempDir private Path dir;

  private String error(String json) {
    Path file = write(dir.resolve(NAME), json.getBytes(StandardCharsets.UTF_8));
    return assertThrows(DataException.class, () -> KarpathyJson.open(file, Optional.empty()))
        .getMessage();
  }

  private static String image(String name, int index, String split, String tokens) {
    return "{\"filename\":\"%s\",\"imgid\":%d,\"split\":\"%s\",\"sentences\":[{\"tokens\":%s}]}"
        .formatted(name, index, split, tokens);
  }

  private static String images(String... images) {
    return "{\"images\":[" + String.join(",", images) + "]}";
  }

  @Test
  void readsSplitsTokensAndColumns() {
    Path file = TinyFlickr.neuralTalk(NAME).in(dir).resolve(NAME);
    KarpathyJson json = KarpathyJson.open(file, Optional.empty());
    CaptionCorpus corpus = json.corpus();
    assertEquals("flickr8k", corpus.id());
    assertEquals(List.of(), corpus.passedOver().lines());
    assertEquals(2, corpus.train().size(), "restval counts as train");
    assertEquals(
        List.of(List.of("a", "red", "picture"), List.of("nothing", "but", "Red")),
        corpus.train().captions(0),
        "tokens are taken as they are");
    assertEquals("c.jpg", corpus.validation().name(0));
    assertEquals(List.of(List.of("its", "black")), corpus.test().captions(0));
    assertEquals(2, json.featureIndex("b.jpg"));
    assertEquals(1, json.featureIndex("c.jpg"));
    assertEquals(4, json.columns());
    assertThrows(IllegalArgumentException.class, () -> json.featureIndex("e.jpg"));
  }

  @Test
  void readsPicturesOnlyFromAFolder() throws BrokenExampleException {
    Path file = TinyFlickr.neuralTalk(NAME).pictures("photos").in(dir).resolve(NAME);
    CaptionCorpus without = KarpathyJson.open(file, Optional.empty()).corpus();
    String message =
        assertThrows(DataException.class, () -> without.train().pixels(0, ImageSize.rgb(4)))
            .getMessage();
    assertTrue(message.contains("give the folder that holds a.jpg, or the features"), message);
    CaptionCorpus with = KarpathyJson.open(file, Optional.of(dir.resolve("photos"))).corpus();
    assertEquals(48, with.train().pixels(1, ImageSize.rgb(4)).length);
    assertThrows(
        DataException.class, () -> KarpathyJson.open(file, Optional.of(dir.resolve("none"))));
  }

  @Test
  void leavesOutOnePictureWithoutAFile() {
    Path file =
        TinyFlickr.neuralTalk(NAME)
            .pictures("photos")
            .without("photos/b.jpg")
            .in(dir)
            .resolve(NAME);
    CaptionCorpus corpus = KarpathyJson.open(file, Optional.of(dir.resolve("photos"))).corpus();
    assertEquals(1, corpus.train().size());
    assertEquals(1, corpus.passedOver().lines().size());
    assertTrue(corpus.passedOver().lines().get(0).contains("missing: 1 of 4 (b.jpg)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"images\": [{\"imgid\": 0,'|is not valid JSON at line 1",
        "''|has no list named images",
        "'[1, 2]'|has no list named images",
        "'{\"dataset\": \"flickr8k\"}'|has no list named images",
        "'{\"images\": {\"a\": 1}}'|has no list named images",
        "'{\"images\": [1, [2], {\"imgid\": 0}]}'|images that cannot be used: 3 of 3",
        "'{\"images\": []}'|no picture is left for train",
      })
  void refusesWhatIsNoSuchFile(String json, String wanted) {
    String message = error(json);
    assertTrue(message.contains(wanted), message);
  }

  @Test
  void namesImagesThatCannotBeUsed() {
    String message =
        error(
            images(
                image("a.jpg", 0, "train", "[\"a\"]"),
                image("", 1, "train", "[\"a\"]"),
                image("b.jpg", -1, "train", "[\"a\"]"),
                image("c.jpg", 2, "dev", "[\"a\"]"),
                image("d.jpg", 0, "test", "[\"a\"]")));
    assertTrue(message.contains("cannot be used: 3 of 5 (image 2: no filename"), message);
    assertTrue(message.contains("image 3 b.jpg: no imgid of 0 or more"), message);
    assertTrue(message.contains("split is 'dev', not train, val or test"), message);
    assertTrue(message.contains("imgid of another: 1 (0: a.jpg, d.jpg)"), message);
    assertEquals(2, message.lines().count(), message);
  }

  @Test
  void countsSentencesWithoutTokens() {
    String train = image("a.jpg", 0, "train", "[\"a\", \"\"]");
    String test = image("d.jpg", 1, "test", "[\"a\"]");
    Path one =
        write(
            dir.resolve("one.json"),
            images(train, image("b.jpg", 2, "train", "[]"), test).getBytes(StandardCharsets.UTF_8));
    CaptionCorpus corpus = KarpathyJson.open(one, Optional.empty()).corpus();
    assertEquals(List.of(List.of("a")), corpus.train().captions(0));
    assertEquals(2, corpus.passedOver().lines().size(), corpus.passedOver().lines().toString());
    String message =
        error(
            images(
                train,
                image("b.jpg", 2, "train", "[]"),
                image("c.jpg", 3, "train", "\"raw text\""),
                test));
    assertTrue(message.contains("without tokens: 2 (image 2, image 3)"), message);
    assertTrue(message.contains("without a caption: 2 of 4 (b.jpg, c.jpg)"), message);
  }

  @Test
  void namesTheFileThatIsNotThere() {
    assertTrue(
        assertThrows(
                DataException.class,
                () -> KarpathyJson.open(dir.resolve("x.json"), Optional.empty()))
            .getMessage()
            .contains("x.json: no such file"));
  }
}
