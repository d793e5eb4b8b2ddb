package org.dsd4j.datasets.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionAgreement;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.datasets.drawing.Lens;
import org.dsd4j.datasets.scenes.ScenesWithCaptions.Settings;
import org.junit.jupiter.api.Test;

class ScenesWithCaptionsTest {

  private static final Settings SMALL = Settings.calibrated().withCounts(40, 20, 30);
  private static final ImageSize SIZE = ImageSize.rgb(SMALL.side());

  private static String checksum(CaptionCorpus corpus) throws BrokenExampleException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (CaptionedPictures split : splits(corpus)) {
        for (int i = 0; i < split.size(); i++) {
          digest.update(split.pixels(i, SIZE));
          digest.update(split.captions(i).toString().getBytes(StandardCharsets.UTF_8));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<CaptionedPictures> splits(CaptionCorpus corpus) {
    return List.of(corpus.train(), corpus.validation(), corpus.test());
  }

  @Test
  void oneSeedGivesTheSameBytesAndWordsOnEveryMachine() throws BrokenExampleException {
    assertEquals(
        "a65b06b4bc7c687d67f5b88eb6dc5db19b4954cb1ab2971f4d04457dae97b9d5",
        checksum(ScenesWithCaptions.corpus(SMALL, 1)),
        "the scenes changed: results of earlier runs no longer compare; renew this on purpose");
    assertNotEquals(
        checksum(ScenesWithCaptions.corpus(SMALL, 1)),
        checksum(ScenesWithCaptions.corpus(SMALL, 2)));
  }

  @Test
  void moreScenesKeepTheFirstOnes() throws BrokenExampleException {
    CaptionedPictures few = ScenesWithCaptions.corpus(SMALL.withCounts(5, 0, 0), 1).train();
    CaptionedPictures more = ScenesWithCaptions.corpus(SMALL.withCounts(9, 0, 0), 1).train();
    for (int i = 0; i < few.size(); i++) {
      assertArrayEquals(few.pixels(i, SIZE), more.pixels(i, SIZE));
      assertEquals(few.captions(i), more.captions(i));
    }
  }

  @Test
  void splitsShareNoPicture() throws BrokenExampleException {
    Set<String> pictures = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (CaptionedPictures split : splits(ScenesWithCaptions.corpus(SMALL, 3))) {
      for (int i = 0; i < split.size(); i++) {
        pictures.add(new String(split.pixels(i, SIZE), StandardCharsets.ISO_8859_1));
        names.add(split.name(i));
      }
    }
    assertEquals(90, pictures.size());
    assertEquals(90, names.size());
  }

  @Test
  void wordsAreDrawnApartFromTheNoise() throws BrokenExampleException {
    Settings clean = SMALL.withLens(new Lens(0, 0, 0));
    CaptionedPictures noisy = ScenesWithCaptions.corpus(SMALL, 5).train();
    CaptionedPictures quiet = ScenesWithCaptions.corpus(clean, 5).train();
    for (int i = 0; i < noisy.size(); i++) {
      assertEquals(noisy.captions(i), quiet.captions(i));
    }
    assertNotEquals(
        checksum(ScenesWithCaptions.corpus(SMALL, 5)),
        checksum(ScenesWithCaptions.corpus(clean, 5)));
  }

  @Test
  void theVocabularyIsThatOfASmallLanguage() {
    CaptionCorpus corpus = ScenesWithCaptions.corpus(Settings.calibrated(), 1);
    int words = Vocabulary.of(corpus.train(), 5).size() - 1;
    assertTrue(words >= 80 && words <= 150, words + " words");
  }

  @Test
  void peopleAgreeAboutAsMuchAsPeopleDo() {
    for (long seed = 1; seed <= 3; seed++) {
      Settings many = SMALL.withCounts(0, 0, 400);
      double bleu =
          CaptionAgreement.bleuOfFirstAgainstOthers(ScenesWithCaptions.corpus(many, seed).test());
      assertTrue(bleu > 20 && bleu < 45, "BLEU-4 of one witness against four: " + bleu);
    }
  }

  @Test
  void theFiveCaptionsOfASceneDiffer() {
    CaptionedPictures scenes = ScenesWithCaptions.corpus(SMALL, 7).train();
    int distinct = 0;
    for (int i = 0; i < scenes.size(); i++) {
      assertEquals(ScenesWithCaptions.CAPTIONS, scenes.captions(i).size());
      distinct += Set.copyOf(scenes.captions(i)).size();
    }
    assertTrue(distinct > 4.5 * scenes.size(), distinct + " distinct captions");
  }

  @Test
  void servesOtherSizes() throws BrokenExampleException {
    CaptionedPictures scenes = ScenesWithCaptions.corpus(SMALL, 1).train();
    assertEquals(3 * 32 * 32, scenes.pixels(0, ImageSize.rgb(32)).length);
    assertThrows(IllegalArgumentException.class, () -> scenes.pixels(0, new ImageSize(1, 20, 20)));
    assertThrows(IndexOutOfBoundsException.class, () -> scenes.captions(40));
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertEquals(
        "side must be in [12, 1024] but was 11",
        assertThrows(IllegalArgumentException.class, () -> SMALL.withSide(11)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> SMALL.withCounts(-1, 0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Settings(20, 1, 1, 1, 4, 0, 0, new Lens(0, 0, 0)));
    assertThrows(IllegalArgumentException.class, () -> new Lens(0, 0, Double.NaN));
  }
}
