package org.dsd4j.datasets.speechfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.TestFiles;
import org.dsd4j.datasets.audio.Waves;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsvFolderTest {

  @TempDir Path dir;

  @BeforeEach
  void write() {
    TestFiles.write(dir.resolve("a.wav"), Waves.wav(16_000, Waves.tone(1600)));
    TestFiles.write(dir.resolve("cut.wav"), new byte[] {'R', 'I', 'F', 'F'});
    TestFiles.write(
        dir.resolve("train.tsv"),
        "transcript\tid\tmood\tpath",
        "GO HOME\tu1\tglad\ta.wav",
        "STOP\tu2\tsad\tcut.wav");
    TestFiles.write(
        dir.resolve("valid.tsv"), "id\tpath\ttranscript\tspeaker", "v1\ta.wav\tyes\tann");
    TestFiles.write(dir.resolve("test.tsv"), "id\tpath\ttranscript", "t1\ta.wav\tno");
  }

  @Test
  void readsColumnsByTheirNames() throws Exception {
    SpeechCorpus corpus = SpeechFolder.open(dir);
    assertEquals("go home", corpus.train().transcript(0));
    assertEquals("u1", corpus.train().id(0));
    assertEquals(1600, corpus.train().samples(0).length);
    assertEquals("ann", corpus.validation().speaker(0));
    assertEquals("", corpus.tests().get(0).id());
    assertEquals("no", corpus.tests().get(0).utterances().transcript(0));
  }

  @Test
  void aBrokenHeaderIsToldOfWhenTheFolderIsOpened() {
    SpeechCorpus corpus = TsvFolder.open(dir);
    assertEquals(1, corpus.train().size());
    assertEquals(1, corpus.passedOver().count());
    String line = corpus.passedOver().lines().get(0);
    assertTrue(line.contains("cut.wav): is neither WAV"), line);
    assertTrue(line.contains("cut.wav"), line);
  }

  @Test
  void namesMissingColumnsAndOddLinesAtOnce() {
    TestFiles.write(dir.resolve("train.tsv"), "id,path,transcript", "u1,a.wav,yes");
    TestFiles.write(
        dir.resolve("test.tsv"), "id\tpath\ttranscript", "t1 a.wav yes", "t2", "t3\ta.wav");
    String message = assertThrows(DataException.class, () -> TsvFolder.open(dir)).getMessage();
    assertTrue(message.contains("line 1 names no column id, path, transcript"), message);
    assertTrue(message.contains("3 lines do not have 3 cells (line 2, line 3, line 4)"), message);
  }

  @Test
  void anIdMayStandOnceInAllSplits() {
    TestFiles.write(dir.resolve("cut.wav"), Waves.wav(16_000, Waves.tone(800)));
    TestFiles.write(
        dir.resolve("test.tsv"), "id\tpath\ttranscript", "u1\ta.wav\tno", "t2\ta.wav\tyes");
    SpeechCorpus corpus = TsvFolder.open(dir);
    assertEquals(1, corpus.tests().get(0).utterances().size());
    assertTrue(
        corpus.passedOver().lines().get(0).contains("listed twice (u1)"),
        corpus.passedOver().lines().get(0));
  }

  @Test
  void wantsATest() throws Exception {
    Files.delete(dir.resolve("test.tsv"));
    assertTrue(
        assertThrows(DataException.class, () -> TsvFolder.open(dir))
            .getMessage()
            .contains("no test split"));
  }
}
