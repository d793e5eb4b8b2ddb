package org.dsd4j.reproductions.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Utterances;
import org.dsd4j.datasets.spoken.SpokenSentences;
import org.dsd4j.reproductions.recipe.RecipeRow;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynthesisedCorpusTest {
  private static final SpokenSentences.Settings TINY =
      SpokenSentences.Settings.standard().withCounts(4, 2, 3).withVoices(2, 1);

  @Test
  void isTheCorpusThatItDescribes(@TempDir Path dir) throws BrokenExampleException {
    Path cache = dir.resolve("cache");
    SpeechCorpus lazy = new SynthesisedCorpus(TINY, cache);
    String description = lazy.description();
    assertEquals(4, lazy.train().size());
    assertEquals(2, lazy.validation().size());
    assertEquals(3, lazy.tests().get(0).utterances().size());
    assertFalse(Files.exists(cache), "nothing is synthesised yet");

    SpeechCorpus made = SpokenSentences.corpus(TINY, RecipeRow.CORPUS_SEED, cache);
    assertEquals(made.description(), description);
    assertEquals(made.passedOver(), lazy.passedOver());
    assertEquals(made.tests().size(), lazy.tests().size());
    assertEquals(made.tests().get(0).id(), lazy.tests().get(0).id());
    assertEquals(made.tests().get(0).label(), lazy.tests().get(0).label());
    assertSame(made.train(), lazy.train());
    assertSame(made.validation(), lazy.validation());
    assertSame(made.tests().get(0).utterances(), lazy.tests().get(0).utterances());
  }

  private static void assertSame(Utterances made, Utterances lazy) throws BrokenExampleException {
    assertEquals(made.size(), lazy.size());
    for (int i = 0; i < made.size(); i++) {
      assertEquals(made.id(i), lazy.id(i));
      assertEquals(made.speaker(i), lazy.speaker(i));
      assertEquals(made.transcript(i), lazy.transcript(i));
      assertEquals(made.seconds(i), lazy.seconds(i));
      assertArrayEquals(made.samples(i), lazy.samples(i));
    }
  }

  /** All that {@code dsd show} prints. */
  @ParameterizedTest
  @ValueSource(strings = {"deepspeech", "deepspeech2"})
  void aRowIsDescribedWithoutSound(String row, @TempDir Path dir) {
    Path cache = dir.resolve("cache");
    Experiment experiment =
        Row.find(row)
            .prepare(Request.of(Scale.EMBEDDED).with(RowSettings.CACHE, Optional.of(cache)));
    assertTrue(experiment.dataset().startsWith("2400 synthesised sentences"));
    assertEquals("2000", experiment.settings().get("training utterances"));
    assertFalse(experiment.deviations().isEmpty());
    assertTrue(experiment.inputWords().startsWith("(frames, 20, "), experiment.inputWords());
    assertEquals(2, experiment.nominalInputShapes().length);
    assertEquals(100, experiment.training(1).stepsPerEpoch());
    assertFalse(Files.exists(cache), "something was synthesised");
  }
}
