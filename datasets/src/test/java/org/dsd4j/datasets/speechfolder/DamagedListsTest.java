package org.dsd4j.datasets.speechfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsd4j.datasets.Mutations;
import org.dsd4j.datasets.TestFiles;
import org.dsd4j.datasets.audio.Waves;
import org.dsd4j.datasets.language.ArpaModel;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Utterances;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged tables, lists and language models: read or refused, in bounded time and memory. */
@Tag("slow")
class DamagedListsTest {

  private static final long MOST_BYTES = 16L << 20;

  private static final String MODEL =
      """
      \\data\\
      ngram 1=6
      ngram 2=4
      ngram 3=1

      \\1-grams:
      -1.0 <unk>
      -99 <s> -0.5
      -1.5 </s>
      -0.7 GO -0.3
      -0.9\thome\t-0.2
      -1.1 caf\u00e9

      \\2-grams:
      -0.4 <s> go -0.1
      -0.6 go home -0.25
      -0.8 home </s>
      -0.5 <s> <unk>

      \\3-grams:
      -0.2 <s> go home

      \\end\\
      """;

  @TempDir Path dir;

  @BeforeEach
  void write() {
    for (String name : List.of("a", "b", "c")) {
      TestFiles.write(dir.resolve("wav/" + name + ".wav"), Waves.wav(16_000, Waves.tone(320)));
    }
    TestFiles.write(dir.resolve("test.tsv"), "id\tpath\ttranscript", "t1\twav/a.wav\tyes");
    TestFiles.write(dir.resolve("kaldi/test/wav.scp"), "t1 ../wav/a.wav");
    TestFiles.write(dir.resolve("kaldi/test/text"), "t1 yes");
    TestFiles.write(
        dir.resolve("kaldi/train/text"), "u1 go home", "u2 it's \u2018me\u2019", "u3 no");
  }

  @Test
  void languageModels() throws Exception {
    int read =
        new Mutations("ARPA", 5, MOST_BYTES)
            .run(
                List.of(MODEL.getBytes(StandardCharsets.UTF_8)),
                (damaged, number) -> {
                  ArpaModel model = ArpaModel.read(Files.write(dir.resolve("lm"), damaged));
                  assertTrue(Double.isFinite(model.log10(List.of("<s>", "go"), "home")));
                });
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
  }

  @Test
  void tables() throws Exception {
    byte[] table =
        "\ufeffid\tpath\ttranscript\tspeaker\nu1\twav/a.wav\tGo home\tann\nu2\twav/b.wav\tcaf\u00e9\tben\nu3\twav/c.wav\t'no'\tann\n"
            .getBytes(StandardCharsets.UTF_8);
    byte[] clips =
        "client_id\tpath\tsentence\tage\nann\twav/a.wav\tGo home.\t\nben\twav/b.wav\tNo\t20\n"
            .getBytes(StandardCharsets.UTF_8);
    int read =
        new Mutations("TSV", 6, MOST_BYTES)
            .run(
                List.of(table, clips),
                (damaged, number) ->
                    check(TestFiles.write(dir.resolve("train.tsv"), damaged), dir));
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
  }

  @Test
  void kaldiLists() throws Exception {
    byte[] list =
        "u1 ../../wav/a.wav\nu2 ../../wav/b.wav\nu3 ../../wav/c.wav\n"
            .getBytes(StandardCharsets.UTF_8);
    TestFiles.write(dir.resolve("kaldi/test/wav.scp"), "t1 ../../wav/a.wav");
    Path file = dir.resolve("kaldi/train/wav.scp");
    int read =
        new Mutations("wav.scp", 7, MOST_BYTES)
            .run(
                List.of(list),
                (damaged, number) -> check(TestFiles.write(file, damaged), dir.resolve("kaldi")));
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
  }

  /** What is accepted keeps what the types promise. */
  private static void check(Path written, Path folder) {
    assertTrue(Files.exists(written));
    SpeechCorpus corpus = SpeechFolder.open(folder);
    Set<String> ids = new HashSet<>();
    Utterances train = corpus.train();
    for (int i = 0; i < train.size(); i++) {
      assertTrue(ids.add(train.id(i)));
      assertTrue(train.id(i).matches("\\S+"), train.id(i));
      assertEquals(train.transcript(i), Letters.decode(Letters.encode(train.transcript(i))));
      assertEquals(0.02, train.seconds(i), 1e-9);
    }
  }
}
