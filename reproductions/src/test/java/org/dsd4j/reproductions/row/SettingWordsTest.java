package org.dsd4j.reproductions.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dsd4j.datasets.scenes.ScenesWithCaptions;
import org.dsd4j.datasets.shapes.ShapeScenes;
import org.dsd4j.datasets.spoken.SpokenSentences;
import org.junit.jupiter.api.Test;

class SettingWordsTest {
  /** Settings inside settings. */
  record Inner(double share, int count) {}

  /** Settings. */
  record Outer(int side, Inner inner) {}

  @Test
  void decimalsAreRoundedAndRecordsInsideAreInParentheses() {
    assertEquals(
        "side 20, inner (share 0.007, count 0)",
        SettingWords.of(new Outer(20, new Inner(0.006999999999999999, 0))));
  }

  @Test
  void settingsThatDifferInAnythingReadDifferently() {
    ShapeScenes.Settings settings = ShapeScenes.Settings.calibrated();
    String words = SettingWords.of(settings);
    assertTrue(words.startsWith("side 20, classes 10, train 1000"), words);
    assertTrue(!words.equals(SettingWords.of(settings.easier(0.1))), words);
  }

  @Test
  void settingsOfEveryGeneratedCorpusCanBeRead() {
    assertTrue(SettingWords.of(ScenesWithCaptions.Settings.calibrated()).contains("train "));
    assertTrue(SettingWords.of(SpokenSentences.Settings.standard()).contains("train "));
  }
}
