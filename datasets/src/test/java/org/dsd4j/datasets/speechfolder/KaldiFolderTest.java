package org.dsd4j.datasets.speechfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.TestFiles;
import org.dsd4j.datasets.audio.Waves;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.TestSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KaldiFolderTest {

  @TempDir Path dir;

  @BeforeEach
  void write() {
    Path sound = TestFiles.write(dir.resolve("wav/a.wav"), Waves.wav(8000, Waves.tone(800)));
    TestFiles.write(dir.resolve("train/b.wav"), Waves.wav(16_000, Waves.tone(1600)));
    TestFiles.write(dir.resolve("train/wav.scp"), "u1 wav/a.wav", "u2 b.wav", "u3 " + sound);
    TestFiles.write(dir.resolve("train/text"), "u1 Hello, World", "u2 it's", "u3 well-known");
    TestFiles.write(dir.resolve("train/utt2spk"), "u1 anna", "u2 ben");
    for (String test : List.of("test_other", "test_clean")) {
      TestFiles.write(dir.resolve(test + "/wav.scp"), test + "1 " + sound);
      TestFiles.write(dir.resolve(test + "/text"), test + "1 yes");
    }
  }

  @Test
  void readsSplits() throws Exception {
    SpeechCorpus corpus = SpeechFolder.open(dir);
    assertEquals(3, corpus.train().size());
    assertEquals("hello world", corpus.train().transcript(0));
    assertEquals("anna", corpus.train().speaker(0));
    assertEquals("", corpus.train().speaker(2));
    assertEquals("well known", corpus.train().transcript(2));
    assertEquals(0.1, corpus.train().seconds(0));
    assertEquals(1600, corpus.train().samples(0).length); // brought from 8 kHz to 16
    assertEquals(List.of("clean", "other"), corpus.tests().stream().map(TestSet::id).toList());
    assertTrue(corpus.description().contains("every tenth"), corpus.description());
  }

  @Test
  void takesAValidationSplitOfItsOwn() {
    TestFiles.write(dir.resolve("dev/wav.scp"), "d1 wav/a.wav");
    TestFiles.write(dir.resolve("dev/text"), "d1 no");
    assertEquals("no", KaldiFolder.open(dir).validation().transcript(0));
  }

  @Test
  void doesNotRunCommands() {
    TestFiles.write(dir.resolve("train/wav.scp"), "u1 sph2pipe -f wav a.wv1 |", "u2 b.wav");
    expect("1 lines of wav.scp are commands ending in | (u1), which are not run");
  }

  @Test
  void doesNotCutFiles() {
    TestFiles.write(dir.resolve("train/segments"), "u1 rec1 0.0 1.0");
    expect("segments of longer files are not read");
  }

  @Test
  void namesWhatStandsOnOneSideOnly() {
    TestFiles.write(dir.resolve("train/text"), "u1 one", "x1 two", "x2 three", "u1 four");
    String message = expect("2 sounds have no line in text (u2, u3)");
    assertTrue(message.contains("2 lines of text have no sound in wav.scp (x1, x2)"), message);
  }

  @Test
  void namesForeignCharactersAndMissingFiles() {
    TestFiles.write(
        dir.resolve("train/wav.scp"), "u1 gone.wav", "u2 gone2.wav", "u3 b.wav", "u4 b.wav");
    TestFiles.write(dir.resolve("train/text"), "u1 a", "u2 b", "u3 caf\u00e9", "u4 7 up");
    String message = expect("2 audio files are missing");
    assertTrue(message.contains("have '7' (U+0037)"), message);
    assertTrue(message.contains("have '\u00e9' (U+00E9)"), message);
  }

  @Test
  void wantsAKnownLayout() throws Exception {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    String message = assertThrows(DataException.class, () -> SpeechFolder.open(empty)).getMessage();
    assertTrue(message.contains("neither wsj0") && message.contains("train.tsv"), message);
    assertThrows(DataException.class, () -> SpeechFolder.open(dir.resolve("none")));
  }

  private String expect(String what) {
    String message = assertThrows(DataException.class, () -> SpeechFolder.open(dir)).getMessage();
    assertTrue(message.contains(what), message);
    return message;
  }
}
