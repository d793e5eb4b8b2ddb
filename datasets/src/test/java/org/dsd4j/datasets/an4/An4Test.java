package org.dsd4j.datasets.an4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.TestFiles;
import org.dsd4j.datasets.audio.Waves;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as CMU distributes AN4, with sound in each of its forms. */
class An4Test {

  @TempDir Path dir;

  @BeforeEach
  void write() {
    TestFiles.write(
        dir.resolve("etc/an4_train.fileids"), "clstk/fash/an1-fash-b", "clstk/gmwd/an2-gmwd-b");
    TestFiles.write(
        dir.resolve("etc/an4_train.transcription"),
        "<s> YES </s> (an1-fash-b)",
        "<s> M O R E TWO </s> (an2-gmwd-b)");
    TestFiles.write(dir.resolve("etc/an4_test.fileids"), "test/fcaw/an3-fcaw-b");
    TestFiles.write(dir.resolve("etc/an4_test.transcription"), "ERASE C (an3-fcaw-b)");
    TestFiles.write(
        dir.resolve("wav/clstk/fash/an1-fash-b.wav"), Waves.wav(16_000, Waves.tone(1600)));
    TestFiles.write(
        dir.resolve("wav/clstk/gmwd/an2-gmwd-b.sph"), Waves.sphere("pcm", Waves.tone(3200)));
    TestFiles.write(
        dir.resolve("wav/test/fcaw/an3-fcaw-b.raw"),
        Waves.pcm(ByteOrder.BIG_ENDIAN, Waves.tone(4800)));
  }

  @Test
  void readsListsAndEachFormOfSound() throws Exception {
    SpeechCorpus corpus = An4.open(dir);
    assertEquals(2, corpus.train().size());
    assertEquals(0, corpus.validation().size());
    assertEquals("an2-gmwd-b", corpus.train().id(1));
    assertEquals("gmwd", corpus.train().speaker(1));
    assertEquals("m o r e two", corpus.train().transcript(1));
    assertEquals(0.1, corpus.train().seconds(0));
    assertEquals(0.2, corpus.train().seconds(1));
    assertEquals(3200, corpus.train().samples(1).length);
    assertEquals("erase c", corpus.tests().get(0).utterances().transcript(0));
    assertEquals(0.3, corpus.tests().get(0).utterances().seconds(0));
    assertEquals(Waves.tone(8)[7] / 32_768f, corpus.tests().get(0).utterances().samples(0)[7]);
  }

  @Test
  void passesOverOneMissingFileAndOneWithoutTranscript() throws Exception {
    Files.delete(dir.resolve("wav/clstk/fash/an1-fash-b.wav"));
    SpeechCorpus corpus = An4.open(dir);
    assertEquals(1, corpus.train().size());
    assertEquals(1, corpus.passedOver().lines().size(), corpus.passedOver().lines().toString());
    assertTrue(corpus.passedOver().lines().get(0).contains("1 audio files are missing"));
  }

  @Test
  void namesAllProblemsAtOnce() throws Exception {
    Files.delete(dir.resolve("etc/an4_test.fileids"));
    TestFiles.write(dir.resolve("etc/an4_train.transcription"), "YES", "NO", "(an9-x)");
    String message = assertThrows(DataException.class, () -> An4.open(dir)).getMessage();
    assertTrue(message.contains("no etc/an4_test.fileids"), message);
    assertTrue(message.contains("2 lines do not end in an id"), message);
    assertTrue(message.contains("2 listed files have no transcript"), message);
    assertTrue(message.contains("no utterance can be used"), message);
  }

  @Test
  void wantsAFolder() {
    assertTrue(
        assertThrows(DataException.class, () -> An4.open(dir.resolve("none")))
            .getMessage()
            .contains("no such folder"));
  }
}
