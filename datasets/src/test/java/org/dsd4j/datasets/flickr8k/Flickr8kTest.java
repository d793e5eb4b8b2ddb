package org.dsd4j.datasets.flickr8k;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Flickr8kTest {

  @TempDir private Path dir;

  private static String error(Path folder) {
    return assertThrows(DataException.class, () -> Flickr8k.open(folder)).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "'',images",
    "text,images",
    "text,Flicker8k_Dataset",
    "Flickr8k_text,Flicker8k_Dataset",
    "Flickr8k_text,Flickr8k_Dataset"
  })
  void opensEachLayout(String texts, String pictures) throws BrokenExampleException {
    CaptionCorpus corpus = Flickr8k.open(TinyFlickr.official(texts, pictures).in(dir));
    assertEquals("flickr8k", corpus.id());
    assertEquals(List.of(), corpus.passedOver().lines());
    assertEquals(2, corpus.train().size());
    assertEquals("a.jpg", corpus.train().name(0));
    assertEquals(
        List.of(List.of("a", "red", "picture"), List.of("nothing", "but", "red", "really")),
        corpus.train().captions(0));
    assertEquals(List.of(List.of("a", "blue", "one")), corpus.validation().captions(0));
    assertEquals(List.of(List.of("its", "black")), corpus.test().captions(0));
    byte[] red = corpus.train().pixels(0, ImageSize.rgb(4));
    assertEquals(3 * 4 * 4, red.length);
    assertTrue((red[0] & 0xff) > 240 && (red[16] & 0xff) < 15, "red, but is " + red[0]);
  }

  @Test
  void saysWhatTheCorpusHolds() {
    assertEquals(
        "4 photographs with 5 captions: 2 train, 1 validation, 1 test",
        Flickr8k.open(TinyFlickr.official("text", "images").in(dir)).description());
  }

  @Test
  void reportsTheKnownTypoAndGoesOn() {
    TinyFlickr tiny =
        TinyFlickr.official("text", "images")
            .text("text/Flickr8k.token.txt", TinyFlickr.TOKENS + "x.jpg.1#0\tpeople wait\n");
    List<String> problems = Flickr8k.open(tiny.in(dir)).passedOver().lines();
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains("(line 7: x.jpg.1)"), problems.get(0));
  }

  @Test
  void passesOverOneOfEachOddity() {
    TinyFlickr tiny =
        TinyFlickr.official("text", "images")
            .text(
                "text/Flickr8k.token.txt",
                TinyFlickr.TOKENS + "no tab here\na.jpg#2\t ... \n\nb.jpg#1\tGreen .\n")
            .text("text/Flickr_8k.trainImages.txt", "a.jpg\nb.jpg\na.jpg\nunlisted.jpg\n");
    CaptionCorpus corpus = Flickr8k.open(tiny.in(dir));
    assertEquals(2, corpus.train().size());
    assertEquals(2, corpus.train().captions(1).size());
    String all = String.join("\n", corpus.passedOver().lines());
    assertEquals(4, corpus.passedOver().lines().size(), all);
    assertTrue(all.contains("sentence: 1 (line 7)"), all);
    assertTrue(all.contains("captions without a word: 1 (line 8)"), all);
    assertTrue(all.contains("listed twice: 1 (a.jpg)"), all);
    assertTrue(all.contains("missing: 1 of 5 (unlisted.jpg)"), all);
  }

  @Test
  void refusesAPictureInTwoSplits() {
    TinyFlickr tiny =
        TinyFlickr.official("text", "images").text("text/Flickr_8k.testImages.txt", "d.jpg\nb.jpg");
    String message = error(tiny.in(dir));
    assertTrue(message.contains("pictures in more than one split: 1 (b.jpg)"), message);
  }

  @Test
  void namesEverythingThatIsMissingAtOnce() {
    TinyFlickr tiny =
        TinyFlickr.official("text", "elsewhere")
            .without("text/Flickr8k.token.txt")
            .without("text/Flickr_8k.devImages.txt");
    String message = error(tiny.in(dir));
    assertEquals(3, message.lines().count(), message);
    assertTrue(
        message.contains("no Flickr8k.token.txt there or in text or Flickr8k_text"), message);
    assertTrue(message.contains("no Flickr_8k.devImages.txt"), message);
    assertTrue(
        message.contains("named images or Images or Flicker8k_Dataset or Flickr8k_Dataset"),
        message);
  }

  @Test
  void refusesTooManyMissingPicturesAndCaptionsAtOnce() {
    TinyFlickr tiny =
        TinyFlickr.official("text", "images")
            .without("images/a.jpg")
            .without("images/d.jpg")
            .text("text/Flickr8k.token.txt", "a.jpg#0\tRed .\nd.jpg#0\tBlack .\n");
    String message = error(tiny.in(dir));
    assertEquals(2, message.lines().count(), message);
    assertTrue(message.contains("without a caption: 2 of 4 (b.jpg, c.jpg)"), message);
    assertTrue(
        message.contains("images: pictures that are missing: 2 of 4 (a.jpg, d.jpg)"), message);
  }

  @Test
  void refusesATokenFileOfAnotherKind() {
    TinyFlickr tiny =
        TinyFlickr.official("text", "images")
            .text("text/Flickr8k.token.txt", "image,caption\na.jpg,A red picture .\n");
    String message = error(tiny.in(dir));
    assertTrue(message.contains("picture.jpg#0, tab, sentence: 2 (line 1, line 2)"), message);
    TinyFlickr latin =
        TinyFlickr.official("text", "images")
            .file(
                "text/Flickr8k.token.txt",
                "a.jpg#0\tCaf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(error(latin.in(dir)).contains("Flickr8k.token.txt: line 1 is not UTF-8"));
  }

  @Test
  void refusesAListThatLeavesNothing() {
    TinyFlickr tiny =
        TinyFlickr.official("text", "images").text("text/Flickr_8k.testImages.txt", "\n");
    assertTrue(error(tiny.in(dir)).contains("no picture is left for test"));
    assertTrue(error(dir.resolve("nowhere")).contains("nowhere: no such folder"));
  }

  @Test
  void aBrokenPictureIsOneBrokenExample() {
    TinyFlickr tiny =
        TinyFlickr.official("text", "images").file("images/a.jpg", new byte[] {1, 2, 3});
    CaptionCorpus corpus = Flickr8k.open(tiny.in(dir));
    BrokenExampleException broken =
        assertThrows(
            BrokenExampleException.class, () -> corpus.train().pixels(0, ImageSize.rgb(4)));
    assertEquals("a.jpg", broken.exampleName());
    assertThrows(
        IllegalArgumentException.class, () -> corpus.train().pixels(1, new ImageSize(1, 4, 4)));
  }
}
