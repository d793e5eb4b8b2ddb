package org.dsd4j.reproductions.speech;

import java.util.Map;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speechfolder.SpeechFolder;
import org.dsd4j.datasets.spoken.SpokenSentences;
import org.dsd4j.reproductions.recipe.RequestCheck;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.SettingWords;

/**
 * What a speech network is trained on at a scale.
 *
 * @param corpus the utterances
 * @param settings what decides the data beside the corpus
 */
record SpeechSource(SpeechCorpus corpus, Map<String, String> settings) {

  /** Opens the corpus of a scale; what is synthesised waits until its sound is needed. */
  static SpeechSource of(RequestCheck check, SpokenSentences.Settings generated) {
    if (check.scale() != Scale.EMBEDDED) {
      return new SpeechSource(
          SpeechFolder.open(
              check.data(
                  "a folder of WSJ as the LDC gives it, of AN4, of LibriSpeech, LJ Speech or Common"
                      + " Voice as distributed, with train/wav.scp as Kaldi has it, or with"
                      + " train.tsv")),
          Map.of());
    }
    check.leaveOut("synthesises its speech", RowSettings.DATA);
    return new SpeechSource(
        new SynthesisedCorpus(generated, check.request().cache()),
        Map.of("generated speech", SettingWords.of(generated)));
  }
}
