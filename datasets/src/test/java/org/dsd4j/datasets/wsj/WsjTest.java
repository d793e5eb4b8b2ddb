package org.dsd4j.datasets.wsj;

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
import org.dsd4j.datasets.speechfolder.SpeechFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny discs in the layout of the LDC. */
class WsjTest {

  @TempDir Path dir;

  @BeforeEach
  void write() {
    TestFiles.write(
        dir.resolve("csr_1/11-13.1/wsj0/doc/indices/train/tr_s_wv1.ndx"),
        ";; training data, one speaker must go",
        "11_1_1:wsj0/si_tr_s/01i/01ic0201.wv1",
        "11_2_1:/wsj0/si_tr_s/401/401c0201.wv1",
        "11_1_1:wsj0/si_tr_s/01i/01ic0202.wv1");
    TestFiles.write(
        dir.resolve("csr_1/11-13.1/wsj0/doc/indices/test/nvp/si_et_20.ndx"),
        "11_13_1:wsj0/si_et_20/440/440c0401");
    TestFiles.write(
        dir.resolve("csr_1/11-1.1/wsj0/transcrp/dots/si_tr_s/01i/01ic0200.dot"),
        "The sale .PERIOD (01ic0201)",
        "[loud_breath] It\\\\'s <a> start ~ (01ic0202)");
    TestFiles.write(
        dir.resolve("csr_1/11-14.1/wsj0/transcrp/dots/si_et_20/440/440c0400.DOT"),
        "FEDERAL rates fell (440c0401)");
    sound("csr_1/11-1.1/wsj0/si_tr_s/01i/01ic0201.wv1", 1600);
    sound("csr_1/11-1.1/wsj0/si_tr_s/01i/01ic0202.wv1", 3200);
    sound("csr_1/11-13.1/wsj0/si_et_20/440/440c0401.wv1", 1600);
  }

  private void writeSecondPart() {
    Path doc = dir.resolve("csr_2/13-34.1/wsj1/doc/indices");
    TestFiles.write(doc.resolve("si_tr_s.ndx"), "13_1_1: wsj1/si_tr_s/460/460c0201.wv1");
    TestFiles.write(doc.resolve("h1_p0.ndx"), "13_16_1: wsj1/si_dt_20/4k0/4k0c0301.wv1");
    // The index of this test set names a disc that does not have its files.
    TestFiles.write(
        dir.resolve("csr_2/13-32.1/wsj1/doc/indices/wsj1/eval/h1_p0.ndx"),
        "13_32_1:wsj1/si_et_h1/4o1/4o1c0201.wv1");
    TestFiles.write(dir.resolve("csr_2/13-34.1/wsj1/trans/460c0200.dot"), "Prices rose (460c0201)");
    TestFiles.write(dir.resolve("csr_2/13-34.1/wsj1/trans/4k0c0300.dot"), "Bonds too (4k0c0301)");
    TestFiles.write(dir.resolve("csr_2/13-34.1/wsj1/trans/4o1c0200.dot"), "Gold fell (4o1c0201)");
    sound("csr_2/13-1.1/wsj1/si_tr_s/460/460c0201.wv1", 1600);
    sound("csr_2/13-16.1/wsj1/si_dt_20/4k0/4k0c0301.wv1", 1600);
    sound("csr_2/13-33.1/wsj1/si_et_h1/4o1/4o1c0201.wv1", 4800);
  }

  @Test
  void readsBothParts() throws Exception {
    writeSecondPart();
    SpeechCorpus corpus = SpeechFolder.open(dir);
    assertTrue(corpus.description().contains("si284, 3 training"), corpus.description());
    assertEquals("01ic0201", corpus.train().id(0));
    assertEquals("01i", corpus.train().speaker(0));
    assertEquals("the sale period", corpus.train().transcript(0));
    assertEquals("it's a start", corpus.train().transcript(1));
    assertEquals("prices rose", corpus.train().transcript(2));
    assertEquals(0.2, corpus.train().seconds(1));
    assertEquals(3200, corpus.train().samples(1).length);
    assertEquals("bonds too", corpus.validation().transcript(0));
    assertEquals(List.of("93", "92"), corpus.tests().stream().map(TestSet::id).toList());
    assertEquals("WSJ'93 (eval93)", corpus.tests().get(0).label());
    assertEquals("gold fell", corpus.tests().get(0).utterances().transcript(0));
    assertEquals(4800, corpus.tests().get(0).utterances().samples(0).length);
    assertEquals("federal rates fell", corpus.tests().get(1).utterances().transcript(0));
    assertEquals(List.of(), corpus.passedOver().lines());
  }

  @Test
  void readsTheFirstPartAlone() {
    SpeechCorpus corpus = Wsj.open(dir);
    assertTrue(corpus.description().contains("si84, 2 training"), corpus.description());
    assertEquals(0, corpus.validation().size());
    assertEquals(List.of("92"), corpus.tests().stream().map(TestSet::id).toList());
  }

  @Test
  void readsDiscsThatWereCopiedOverEachOther() throws Exception {
    Path merged = dir.resolve("merged");
    for (String disc : List.of("11-1.1", "11-13.1", "11-14.1")) {
      copy(dir.resolve("csr_1").resolve(disc), merged);
    }
    assertEquals(2, Wsj.open(merged).train().size());
  }

  @Test
  void takesAConvertedFileAndRefusesShorten() throws Exception {
    for (String id : List.of("01ic0201", "01ic0202")) {
      TestFiles.write(
          dir.resolve("csr_1/11-1.1/wsj0/si_tr_s/01i/" + id + ".wv1"),
          Waves.sphere("pcm,embedded-shorten-v2.00", Waves.tone(100)));
    }
    String message = assertThrows(DataException.class, () -> Wsj.open(dir)).getMessage();
    assertTrue(message.contains("01ic0202.wv1): is compressed with shorten"), message);
    assertTrue(message.contains("sph2pipe -f wav"), message);
    for (String id : List.of("01ic0201", "01ic0202")) {
      TestFiles.write(
          dir.resolve("csr_1/11-1.1/wsj0/si_tr_s/01i/" + id + ".wav"),
          Waves.wav(16_000, Waves.tone(800)));
    }
    assertEquals(800, Wsj.open(dir).train().samples(0).length);
  }

  @Test
  void namesWhatIsMissing() throws Exception {
    writeSecondPart();
    Files.delete(dir.resolve("csr_2/13-34.1/wsj1/doc/indices/h1_p0.ndx"));
    Files.delete(dir.resolve("csr_2/13-34.1/wsj1/trans/4o1c0200.dot"));
    String message = assertThrows(DataException.class, () -> Wsj.open(dir)).getMessage();
    assertTrue(message.contains("no wsj1/doc/indices/h1_p0.ndx on any disc"), message);
    assertTrue(
        message.contains("13-32.1") && message.contains("no utterance can be used"), message);
    assertTrue(
        assertThrows(DataException.class, () -> Wsj.open(dir.resolve("none")))
            .getMessage()
            .contains("neither wsj0 nor wsj1"));
  }

  @Test
  void leavesOutWhatCannotBeWritten() {
    TestFiles.write(
        dir.resolve("csr_1/11-1.1/wsj0/transcrp/dots/si_tr_s/01i/01ic0200.dot"),
        "The 7 sale (01ic0201)",
        "It is (01ic0202)",
        "no id at all");
    SpeechCorpus corpus = Wsj.open(dir);
    assertEquals(1, corpus.train().size());
    assertTrue(corpus.passedOver().lines().get(0).contains("1 transcripts have '7' (U+0037)"));
    assertTrue(corpus.passedOver().lines().get(1).contains("01ic0200.dot, line 3"));
  }

  private void sound(String path, int samples) {
    TestFiles.write(dir.resolve(path), Waves.sphere("pcm", Waves.tone(samples)));
  }

  private static void copy(Path from, Path to) throws Exception {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        TestFiles.write(to.resolve(from.relativize(file).toString()), Files.readAllBytes(file));
      }
    }
  }
}
