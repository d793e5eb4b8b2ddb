package org.dsd4j.datasets.flickr8k;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.caption.PictureFeatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionFolderTest {

  private static final String MAT = "vgg_feats.mat";

  @TempDir private Path dir;

  /** Column of b.jpg is 2; the fixture has three, so d.jpg with 3 must go. */
  private static TinyFlickr threeImages(String name) {
    return TinyFlickr.neuralTalk(name)
        .text(
            name,
            """
            {"images": [
              {"imgid": 2, "sentences": [{"tokens": ["a"]}], "split": "train", "filename": "b.jpg"},
              {"imgid": 0, "sentences": [{"tokens": ["a"]}], "split": "test", "filename": "d.jpg"}]}
            """);
  }

  @Test
  void opensTheOfficialLayout() {
    CaptionFolder folder =
        CaptionFolder.open(TinyFlickr.official("Flickr8k_text", "Flicker8k_Dataset").in(dir));
    assertEquals(2, folder.corpus().train().size());
    assertTrue(folder.features().isEmpty());
    assertTrue(folder.hasPictures());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dataset_flickr8k.json", "dataset.json"})
  void opensNeuralTalksLayout(String name) {
    Path in = threeImages(name).file(MAT, MatFeaturesTest.fixture("double-compressed.mat")).in(dir);
    CaptionFolder folder = CaptionFolder.open(in);
    assertFalse(folder.hasPictures());
    PictureFeatures features = folder.features().orElseThrow();
    assertEquals(4, features.dimension());
    assertArrayEquals(new float[] {-1, 1 / 3f, 2, 3.5f}, features.of("b.jpg"));
    assertArrayEquals(new float[] {-2, -0.5f, 1, 2.5f}, features.of("d.jpg"));
    assertThrows(IllegalArgumentException.class, () -> features.of("a.jpg"));
  }

  @Test
  void opensNeuralTalksCaptionsWithPictures() {
    CaptionFolder folder =
        CaptionFolder.open(TinyFlickr.neuralTalk("dataset.json").pictures("images").in(dir));
    assertTrue(folder.hasPictures());
    assertTrue(folder.features().isEmpty());
  }

  @Test
  void prefersTheFilesThatHaveFeatures() {
    TinyFlickr both =
        TinyFlickr.official("text", "images")
            .text("dataset.json", "no JSON, so it would fail if it were read");
    assertTrue(CaptionFolder.open(both.in(dir)).features().isEmpty());
    both.file(MAT, MatFeaturesTest.fixture("double-compressed.mat"));
    assertTrue(
        assertThrows(DataException.class, () -> CaptionFolder.open(both.in(dir)))
            .getMessage()
            .contains("is not valid JSON"));
  }

  @Test
  void refusesFeaturesOfFewerPictures() {
    TinyFlickr tiny =
        TinyFlickr.neuralTalk("dataset.json")
            .file(MAT, MatFeaturesTest.fixture("double-compressed.mat"));
    String message =
        assertThrows(DataException.class, () -> CaptionFolder.open(tiny.in(dir))).getMessage();
    assertTrue(message.contains("features of 3 pictures, but the captions number theirs up to 3"));
  }

  @Test
  void saysWhatItLookedFor() {
    String message = assertThrows(DataException.class, () -> CaptionFolder.open(dir)).getMessage();
    assertTrue(
        message.contains(
            "neither Flickr8k.token.txt nor dataset_flickr8k.json nor dataset.json nor captions.txt there"),
        message);
    assertTrue(
        assertThrows(DataException.class, () -> CaptionFolder.open(dir.resolve("x")))
            .getMessage()
            .contains("no such folder"));
  }
}
