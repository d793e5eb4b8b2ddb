package org.dsd4j.datasets.spoken;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Utterances;
import org.dsd4j.datasets.spoken.SpokenSentences.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpokenSentencesTest {

  private static final Settings TINY =
      Settings.standard().withCounts(12, 4, 6).withVoices(4, 2).withVocabulary(60);

  @TempDir Path dir;

  @Test
  void pinsItsBytes() throws Exception {
    SpokenSentences.corpus(TINY, 3, dir);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file()));
    assertEquals("5725988dc2b9f5f5", HexFormat.of().formatHex(hash, 0, 8));
  }

  @Test
  void keepsSplitsApart() {
    SpeechCorpus corpus =
        SpokenSentences.corpus(TINY.withSignalToNoise(Double.POSITIVE_INFINITY), 5, dir);
    Utterances test = corpus.tests().get(0).utterances();
    assertEquals(12, corpus.train().size());
    assertEquals(4, corpus.validation().size());
    assertEquals(6, test.size());
    Set<String> seen = new HashSet<>();
    Set<String> voices = new HashSet<>();
    for (Utterances split : List.of(corpus.train(), corpus.validation(), test)) {
      Set<String> sentences = new HashSet<>();
      Set<String> own = new HashSet<>();
      for (int i = 0; i < split.size(); i++) {
        sentences.add(split.transcript(i));
        own.add(split.speaker(i));
      }
      assertTrue(sentences.stream().noneMatch(seen::contains), sentences.toString());
      assertTrue(own.stream().noneMatch(voices::contains), own.toString());
      seen.addAll(sentences);
      voices.addAll(own);
    }
    assertEquals(8, voices.size());
  }

  @Test
  void soundsAsItSaysItDoes() throws Exception {
    Utterances train = SpokenSentences.corpus(TINY, 5, dir).train();
    for (int i = 0; i < train.size(); i++) {
      float[] samples = train.samples(i);
      assertEquals(train.seconds(i), samples.length / 16_000.0);
      assertTrue(train.seconds(i) > 0.4 && train.seconds(i) < 3, train.seconds(i) + " s");
      float most = 0;
      for (float sample : samples) {
        most = Math.max(most, Math.abs(sample));
      }
      assertTrue(most > 0.2 && most <= 1, "peak " + most);
      int words = train.transcript(i).split(" ", -1).length;
      assertTrue(words >= 3 && words <= 6, train.transcript(i));
      assertTrue(Letters.encode(train.transcript(i)).length > 8);
    }
    assertThrows(IndexOutOfBoundsException.class, () -> train.id(12));
  }

  @Test
  void takesTheSoundFromItsCacheUnlessItIsDamaged() throws Exception {
    SpeechCorpus first = SpokenSentences.corpus(TINY, 5, dir);
    float[] sound = first.train().samples(3);
    Path file = file();
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, old);
    assertArrayEquals(sound, SpokenSentences.corpus(TINY, 5, dir).train().samples(3));
    assertEquals(old, Files.getLastModifiedTime(file));

    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertArrayEquals(sound, SpokenSentences.corpus(TINY, 5, dir).train().samples(3));
    assertNotEquals(old, Files.getLastModifiedTime(file));

    Files.write(file, new byte[10]);
    assertArrayEquals(sound, SpokenSentences.corpus(TINY, 5, dir).train().samples(3));
    Files.delete(file);
    String message =
        assertThrows(BrokenExampleException.class, () -> first.train().samples(3)).getMessage();
    assertTrue(message.contains("delete that file and start again"), message);
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path notAFolder = Files.writeString(dir.resolve("taken"), "x");
    String message =
        assertThrows(DataException.class, () -> SpokenSentences.corpus(TINY, 5, notAFolder))
            .getMessage();
    assertTrue(message.startsWith(notAFolder.toString()), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void keepsToAVocabulary() {
    for (int most : new int[] {40, 60, 120, 250, 1000}) {
      int size = SentenceGrammar.of(most, 3, 6).vocabulary().size();
      assertTrue(size <= most && size > Math.min(0.8 * most, 250), size + " of " + most);
    }
    assertEquals(284, SentenceGrammar.of(1000, 3, 6).vocabulary().size());
    for (String word : SentenceGrammar.of(1000, 3, 6).vocabulary()) {
      assertEquals(word.length(), Letters.encode(word).length);
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> TINY.withCounts(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> TINY.withVocabulary(39));
    assertThrows(IllegalArgumentException.class, () -> TINY.withSignalToNoise(Double.NaN));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      return all.get(0);
    }
  }
}
