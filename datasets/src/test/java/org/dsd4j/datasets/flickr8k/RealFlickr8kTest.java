package org.dsd4j.datasets.flickr8k;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.caption.Vocabulary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real Flickr-8K, its photographs at 112 x 112 pixels. */
class RealFlickr8kTest {

  private static CaptionCorpus corpus;

  @BeforeAll
  static void find() {
    Path dir = Path.of(System.getProperty("dsd.corpora", ""), "flickr8k-112");
    assumeTrue(
        Files.isDirectory(dir), "no " + dir + "; give -Ddsd.corpora=<folder with flickr8k-112>");
    corpus = CaptionFolder.open(dir).corpus();
  }

  @Test
  void hasTheOfficialSplitsAndFiveCaptionsEach() {
    assertEquals(6000, corpus.train().size());
    assertEquals(1000, corpus.validation().size());
    assertEquals(1000, corpus.test().size());
    for (CaptionedPictures split : List.of(corpus.train(), corpus.validation(), corpus.test())) {
      for (int i = 0; i < split.size(); i++) {
        assertEquals(5, split.captions(i).size(), split.name(i));
      }
    }
  }

  @Test
  void hasTheKnownTypoAndNoOtherProblem() {
    assertEquals(1, corpus.passedOver().lines().size(), corpus.passedOver().lines().toString());
    assertTrue(
        corpus.passedOver().lines().get(0).contains("1 (line 6731: 2258277193_586949ec62.jpg.1)"),
        corpus.passedOver().lines().get(0));
  }

  @Test
  void hasNeuralTalksVocabulary() {
    Vocabulary words = Vocabulary.of(corpus.train(), 5);
    assertEquals(2538, words.size());
    assertEquals(30_000, words.sentences());
    assertEquals(new Vocabulary.Word("a", 46_781), words.words().get(0));
    assertEquals(7630, Vocabulary.of(corpus.train(), 1).words().size());
  }

  @Test
  void hasKnownCaptions() {
    assertEquals("2513260012_03d33305cf.jpg", corpus.train().name(0));
    assertEquals(
        "a black dog is running after a white dog in the snow",
        String.join(" ", corpus.train().captions(0).get(0)));
    assertEquals("3385593926_d3e9c21170.jpg", corpus.test().name(0));
    assertEquals(
        "two dogs playing in the snow", String.join(" ", corpus.test().captions(0).get(4)));
  }

  @Test
  void decodesASample() throws BrokenExampleException {
    CaptionedPictures train = corpus.train();
    for (int i = 0; i < train.size(); i += train.size() / 50) {
      byte[] pixels = train.pixels(i, ImageSize.rgb(56));
      assertEquals(3 * 56 * 56, pixels.length);
    }
  }
}
