package org.dsd4j.reproductions.speech;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speechfolder.SpeechFolder;
import org.dsd4j.datasets.spoken.SpokenSentences;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.SettingWords;
import org.dsd4j.reproductions.row.UsageException;

/**
 * What a speech network hears at a scale.
 *
 * @param corpus the utterances
 * @param settings what decides the data and is not said by the corpus
 */
record SpeechSource(SpeechCorpus corpus, Map<String, String> settings) {
  /** The corpus is one and the same for every seed of the run, as a real one is. */
  private static final long CORPUS_SEED = 1607_04381;

  static SpeechSource of(String row, Request request, SpokenSentences.Settings generated) {
    return request.scale() == Scale.EMBEDDED ? spoken(row, request, generated) : real(row, request);
  }

  private static SpeechSource real(String row, Request request) {
    Path data =
        request
            .data()
            .orElseThrow(
                () ->
                    new UsageException(
                        row
                            + " --scale "
                            + request.scale().id()
                            + " needs --data DIR: a folder of WSJ as the LDC gives it, of AN4, with"
                            + " train/wav.scp as Kaldi has it, or with train.tsv"));
    return new SpeechSource(SpeechFolder.open(data), Map.of());
  }

  private static SpeechSource spoken(
      String row, Request request, SpokenSentences.Settings settings) {
    if (request.data().isPresent()) {
      throw new UsageException(row + " --scale embedded synthesises its speech: leave out --data");
    }
    Map<String, String> said = new TreeMap<>();
    said.put("generated speech", SettingWords.of(settings));
    return new SpeechSource(SpokenSentences.corpus(settings, CORPUS_SEED, request.cache()), said);
  }
}
