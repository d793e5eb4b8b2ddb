package org.dsd4j.datasets.an4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Utterances;
import org.dsd4j.datasets.speechfolder.SpeechFolder;
import org.dsd4j.datasets.speechfolder.TsvFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real AN4, its sound as FLAC. */
class RealAn4Test {

  private static Path dir;
  private static SpeechCorpus corpus;

  @BeforeAll
  static void find() {
    dir = Path.of(System.getProperty("dsd.corpora", ""), "an4-flac");
    assumeTrue(Files.isDirectory(dir), "no " + dir + "; give -Ddsd.corpora=<folder with an4-flac>");
    corpus = SpeechFolder.open(dir);
  }

  @Test
  void hasTheOfficialSplits() {
    assertEquals(948, corpus.train().size() + corpus.validation().size());
    assertEquals(130, corpus.tests().get(0).utterances().size());
    assertEquals(List.of(), corpus.passedOver().lines());
    assertTrue(corpus.description().contains("7 of 74 training speakers"), corpus.description());
    double minutes = (seconds(corpus.train()) + seconds(corpus.validation())) / 60;
    assertEquals(42.44, minutes, 0.01);
    assertEquals(5.95, seconds(corpus.tests().get(0).utterances()) / 60, 0.01);
  }

  @Test
  void hasSpeakersInOneSplitOnly() {
    Set<String> seen = new HashSet<>();
    int count = 0;
    for (Utterances split :
        List.of(corpus.train(), corpus.validation(), corpus.tests().get(0).utterances())) {
      Set<String> own = new HashSet<>();
      for (int i = 0; i < split.size(); i++) {
        own.add(split.speaker(i));
      }
      count += own.size();
      seen.addAll(own);
    }
    assertEquals(84, count);
    assertEquals(count, seen.size());
  }

  @Test
  void hasKnownTranscripts() {
    assertEquals("an251-fash-b", corpus.train().id(0));
    assertEquals("yes", corpus.train().transcript(0));
    assertEquals("u m n y h six", corpus.train().transcript(3));
    assertEquals("rubout g m e f three nine", corpus.tests().get(0).utterances().transcript(0));
  }

  @Test
  void isTheSameByItsTables() {
    SpeechCorpus tables = TsvFolder.open(dir);
    assertEquals(corpus.train().size(), tables.train().size());
    assertEquals(corpus.validation().size(), tables.validation().size());
    for (int i = 0; i < corpus.train().size(); i++) {
      assertEquals(corpus.train().id(i), tables.train().id(i));
      assertEquals(corpus.train().transcript(i), tables.train().transcript(i));
      assertEquals(corpus.train().speaker(i), tables.train().speaker(i));
    }
  }

  @Test
  void decodesASample() throws Exception {
    for (int i = 0; i < corpus.train().size(); i += 17) {
      assertEquals(corpus.train().seconds(i), corpus.train().samples(i).length / 16_000.0, 1e-9);
    }
  }

  private static double seconds(Utterances split) {
    double sum = 0;
    for (int i = 0; i < split.size(); i++) {
      sum += split.seconds(i);
    }
    return sum;
  }
}
