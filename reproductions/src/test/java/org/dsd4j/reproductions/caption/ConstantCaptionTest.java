package org.dsd4j.reproductions.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.scenes.ScenesWithCaptions;
import org.dsd4j.reports.metric.Bleu;
import org.dsd4j.reports.metric.BleuCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantCaptionTest {
  private static final CaptionCorpus CORPUS =
      ScenesWithCaptions.corpus(ScenesWithCaptions.Settings.calibrated().withCounts(20, 30, 25), 5);

  private static BleuCounts oneByOne(List<String> caption, CaptionedPictures split) {
    BleuCounts sum = BleuCounts.ZERO;
    for (int i = 0; i < split.size(); i++) {
      sum = sum.plus(BleuCounts.of(caption, split.captions(i)));
    }
    return sum;
  }

  @Test
  void countsWhatBleuCountsPictureByPicture() {
    ConstantCaption test = new ConstantCaption(CORPUS.test());
    List<String> repeated = List.of("a", "red", "a", "red", "a", "red");
    assertEquals(oneByOne(repeated, CORPUS.test()), test.counts(repeated));
    for (int i = 0; i < CORPUS.train().size(); i++) {
      for (List<String> caption : CORPUS.train().captions(i)) {
        assertEquals(oneByOne(caption, CORPUS.test()), test.counts(caption));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesTheTrainingCaptionThatScoresBest(boolean penalty) {
    List<String> best = new ConstantCaption(CORPUS.validation()).best(CORPUS.train(), penalty);
    double highest = 0;
    for (int i = 0; i < CORPUS.train().size(); i++) {
      for (List<String> caption : CORPUS.train().captions(i)) {
        highest = Math.max(highest, Bleu.score(oneByOne(caption, CORPUS.validation()), 4, penalty));
      }
    }
    assertEquals(highest, Bleu.score(oneByOne(best, CORPUS.validation()), 4, penalty), 1e-9);
  }
}
