package org.dsd4j.datasets.speechfolder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.audio.AudioFile;
import org.dsd4j.datasets.language.ArpaModel;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.TestSet;
import org.dsd4j.datasets.speech.Utterances;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case of the archive: the right result, or one right line. */
class SoundCasesTest {

  /** Folders whose files are looked at one by one. */
  private static final List<String> FILES =
      List.of("arpa", "flac-odd", "float-scale", "wav-streamed");

  @TempDir private static Path dir;

  @BeforeAll
  static void unpack() throws Exception {
    SoundCases.unpack(dir);
  }

  /**
   * Corpora: utterances to learn from and to choose on, ids of the test sets and their utterances,
   * how many are left out, and what the line about them says.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tsv-control         | 11 | 1 | =4         | 0 |",
        "kaldi-control       | 11 | 1 | =4         | 0 |",
        "tsv-bom             | 11 | 1 | =4         | 0 |",
        "kaldi-bom           | 11 | 1 | =4         | 0 |",
        "kaldi-dev-clean     | 12 | 2 | =2         | 0 |",
        "tsv-sox-piped       | 11 | 1 | =4         | 0 |",
        "tsv-nonascii-path   | 11 | 1 | =4         | 0 |",
        "flac-hang-corpus    | 11 | 1 | =4         | 0 |",
        "flac-unknown-length |  7 | 0 | =2         | 0 |",
        "tsv-testnames       | 11 | 1 | v1-0=2 v2-0=2 | 0 |",
        "tsv-testnames-same  | 11 | 1 | a=2 a-2=2  | 0 |",
        "tsv-quotes          | 10 | 1 | =4         | 1 | 1 transcripts have '&' (U+0026)",
        "tsv-emptyid         | 11 | 1 | =3         | 1 | 1 utterances have an id that is empty",
        "tsv-rate1           | 10 | 1 | =4         | 1 | its header has a rate of 1 Hz",
      })
  void isRead(String name, int train, int validation, String tests, int passedOver, String line)
      throws BrokenExampleException {
    SpeechCorpus corpus = SpeechFolder.open(dir.resolve(name));
    assertEquals(train, corpus.train().size());
    assertEquals(validation, corpus.validation().size());
    List<String> sets = new ArrayList<>();
    for (TestSet set : corpus.tests()) {
      sets.add(set.id() + "=" + set.utterances().size());
      readAll(set.utterances());
    }
    assertEquals(tests.strip(), String.join(" ", sets));
    readAll(corpus.train());
    readAll(corpus.validation());
    assertEquals(passedOver, corpus.passedOver().count());
    assertEquals(line == null ? 0 : 1, corpus.passedOver().lines().size());
    if (line != null) {
      assertTrue(corpus.passedOver().lines().get(0).contains(line), corpus.passedOver().toString());
    }
  }

  private static void readAll(Utterances split) throws BrokenExampleException {
    for (int i = 0; i < split.size(); i++) {
      float[] samples = split.samples(i);
      assertEquals(split.seconds(i), (double) samples.length / Utterances.RATE, 1e-3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tsv-test-broken    | 1 more): is MP3, which is not read; convert it: ffmpeg",
        "tsv-latin1         | train.tsv: line 2 is not UTF-8; convert the file",
        "tsv-commonvoice    | test.tsv: 4 audio files are missing",
        "layout-librispeech | no test split; add one beside train",
        "layout-ljspeech    | metadata.csv: 1 utterances are too few to set every tenth aside",
      })
  void isRefusedWithOneLine(String name, String line) {
    Path folder = dir.resolve(name);
    String message =
        assertThrows(DataException.class, () -> SpeechFolder.open(folder)).getMessage();
    List<String> lines = message.lines().toList();
    assertEquals(1, lines.stream().filter(one -> one.contains(line)).count(), message);
    assertTrue(lines.stream().allMatch(one -> one.startsWith(folder.toString())), message);
    // Common Voice without its clips: a line for each of its two tables.
    assertEquals(name.equals("tsv-commonvoice") ? 2 : 1, lines.size(), message);
  }

  @Test
  void quotesAroundWordsArePunctuation() {
    Utterances train = SpeechFolder.open(dir.resolve("tsv-quotes")).train();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      said.add(train.transcript(i));
    }
    assertEquals(
        List.of(
            "open the door she said",
            "he said close it now",
            "red blue green",
            "seven four two",
            "hello again my friend",
            "rock 'n' roll",
            "she sings low",
            "nine is enough",
            "walk to the river",
            "turn left here"),
        said);
  }

  @Test
  void aPipedFileHasTheSamplesOfTheWholeOne() throws Exception {
    for (String name : List.of("u01.wav", "u16.wav")) {
      assertArrayEquals(samples("common/wav/" + name), samples("tsv-sox-piped/wav/" + name), name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "flac-odd/plain.flac, flac-odd/plain.flac, -",
        "flac-odd/id3v1-behind.flac, flac-odd/plain.flac, -",
        "flac-odd/id3v2-front-small.flac, flac-odd/plain.flac, -",
        "flac-odd/ff-behind.flac, flac-odd/plain.flac, -",
        "flac-odd/total-less.flac, flac-odd/plain.flac, -",
        "flac-odd/ffmpeg-pipe.flac, flac-odd/plain.flac, -",
        "flac-odd/flip-mid-md5-0.flac, -, the checksum of a frame does not match",
        "wav-streamed/7fffffff.wav, wav-streamed/riff-wrong-data-right.wav, -",
        "wav-streamed/80000000.wav, wav-streamed/riff-wrong-data-right.wav, -",
        "wav-streamed/ffmpeg-ffffffff.wav, wav-streamed/riff-wrong-data-right.wav, -",
        "wav-streamed/sox-7ffff000.wav, wav-streamed/riff-wrong-data-right.wav, -",
        "wav-streamed/zero.wav, wav-streamed/riff-wrong-data-right.wav, -",
        "wav-streamed/riff-wrong-data-right.wav, wav-streamed/zero.wav, -",
        "float-scale/int16-scale-float32.wav, float-scale/same-16bit.wav, -",
        "float-scale/same-16bit.wav, float-scale/same-16bit.wav, -",
        "float-scale/hot-1.4.wav, float-scale/hot-1.4.wav, -",
      })
  void aFileHasTheSamplesOfItsControl(String name, String control, String problem)
      throws Exception {
    Path file = dir.resolve(name);
    if (problem == null) {
      assertArrayEquals(samples(control), samples(name), 1e-6f, name);
      assertEquals(
          name.contains("total-less") ? 0 : samples(name).length,
          name.contains("total-less") ? 0 : AudioFile.length(file).frames());
    } else {
      String message =
          assertThrows(BrokenExampleException.class, () -> AudioFile.read(file)).getMessage();
      assertTrue(message.startsWith(file + ": ") && message.contains(problem), message);
      assertEquals(1, message.lines().count());
    }
  }

  private static float[] samples(String name) throws BrokenExampleException {
    return AudioFile.read(dir.resolve(name)).samples();
  }

  /** A loud recording keeps its form: it is not cut at full scale. */
  @Test
  void samplesBeyondFullScaleAreNotCut() throws Exception {
    float[] read = samples("float-scale/hot-1.4.wav");
    float[] heard = AudioFile.read(dir.resolve("float-scale/hot-1.4.wav")).at(Utterances.RATE);
    for (int i = 0; i < read.length; i++) {
      assertEquals(read[i] / 1.4f, heard[i], 0.01f);
    }
  }

  /** Language models: the logarithm of "no" after "yes", or what the one line says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain.arpa | -0.6 |",
        "plain.arpa.gz | -0.6 |",
        "two-members.arpa.gz | -0.6 |",
        "bom.arpa | -0.6 |",
        "crlf.arpa | -0.6 |",
        "noblank.arpa | -0.6 |",
        "blank-with-spaces.arpa | -0.6 |",
        "spaces.arpa | -0.6 |",
        "preamble.arpa | -0.6 |",
        "srilm-counts-aligned.arpa | -0.6 |",
        "upper.arpa | -0.6 |",
        "UNK.arpa | -0.6 |",
        "dup.arpa | -0.6 |",
        "no-unk.arpa | -0.6 |",
        "no-eos.arpa | -0.6 |",
        "inf.arpa | -0.6 |",
        "ideographic-word.arpa | -0.6 |",
        "nel-word.arpa | -0.6 |",
        "vt-word.arpa | -0.6 |",
        "zero-trigrams.arpa | -0.6 |",
        "zero-trigrams-no-section.arpa | -0.6 |",
        "pruned-gap.arpa | -1.0 |",
        "order5.arpa | -1.5 |",
        "comma.arpa | | \"-0,7\" is not a number",
        "count-wrong.arpa | | 5 2-grams were read, but 6 are announced",
        "positive.arpa | | is the logarithm of a probability above 1",
        "no-end.arpa | | the file ends before \\end\\",
        "latin1.arpa | | line 13 is not UTF-8",
        "empty.arpa | | is empty; give a language model",
        "kenlm.bin | | is a binary model of KenLM; give the ARPA file",
        "cut.arpa.gz | | is damaged or cut off",
      })
  void aLanguageModelIsReadOrRefused(String name, Double log, String problem) {
    Path file = dir.resolve("arpa").resolve(name);
    if (problem == null) {
      assertEquals(log, ArpaModel.read(file).log10(List.of("yes"), "no"), 1e-6);
      return;
    }
    String message = assertThrows(DataException.class, () -> ArpaModel.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()) && message.contains(problem), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void wordsOfOtherWhiteSpaceAreWords() {
    assertTrue(ArpaModel.read(dir.resolve("arpa/ideographic-word.arpa")).has("\u3000"));
    assertTrue(ArpaModel.read(dir.resolve("arpa/nel-word.arpa")).has("\u2028"));
    assertTrue(ArpaModel.read(dir.resolve("arpa/vt-word.arpa")).has("a\u000bb"));
  }

  /** What is in the archive is in a table above. */
  @Test
  void noCaseIsForgotten() throws Exception {
    List<String> tested = new ArrayList<>(FILES);
    for (String method : List.of("isRead", "isRefusedWithOneLine")) {
      tested.addAll(firstCells(method, "\\|"));
    }
    assertEquals(SoundCases.names(dir), tested.stream().sorted().toList());
    List<String> files = new ArrayList<>(firstCells("aFileHasTheSamplesOfItsControl", ","));
    firstCells("aLanguageModelIsReadOrRefused", "\\|").forEach(name -> files.add("arpa/" + name));
    assertEquals(filesOf(FILES), files.stream().sorted().toList());
  }

  private static List<String> firstCells(String method, String delimiter) {
    return Arrays.stream(SoundCasesTest.class.getDeclaredMethods())
        .filter(one -> one.getName().equals(method))
        .flatMap(one -> Arrays.stream(one.getAnnotation(CsvSource.class).value()))
        .map(row -> row.split(delimiter, 2)[0].strip())
        .toList();
  }

  private static List<String> filesOf(List<String> folders) throws IOException {
    List<String> names = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.list(dir.resolve(folder))) {
        files.forEach(file -> names.add(folder + "/" + file.getFileName()));
      }
    }
    return names.stream().sorted().toList();
  }
}
