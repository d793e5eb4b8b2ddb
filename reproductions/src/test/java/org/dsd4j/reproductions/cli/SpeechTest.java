package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Utterances;
import org.dsd4j.datasets.spoken.SpokenSentences;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The speech rows through the command, on recordings of the user. */
@Tag("slow")
class SpeechTest {
  @TempDir private static Path data;

  @BeforeAll
  static void record(@TempDir Path cache) throws IOException, BrokenExampleException {
    SpeechCorpus spoken =
        SpokenSentences.corpus(
            SpokenSentences.Settings.standard().withCounts(12, 3, 4).withVoices(3, 2), 1, cache);
    write("train", spoken.train());
    write("dev", spoken.validation());
    write("test", spoken.tests().get(0).utterances());
  }

  private static void write(String split, Utterances utterances)
      throws IOException, BrokenExampleException {
    StringBuilder table = new StringBuilder("id\tpath\ttranscript\tspeaker\n");
    for (int i = 0; i < utterances.size(); i++) {
      String name = split + i + ".wav";
      Files.write(data.resolve(name), wav(utterances.samples(i)));
      table
          .append(split + i + "\t" + name + "\t" + utterances.transcript(i) + "\t")
          .append(utterances.speaker(i) + "\n");
    }
    Files.writeString(data.resolve(split + ".tsv"), table);
  }

  /** 16 bits, 16 kHz, one channel. */
  private static byte[] wav(float... samples) {
    int bytes = samples.length * Short.BYTES;
    ByteBuffer file = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (float sample : samples) {
      file.putShort((short) Math.round(sample * Short.MAX_VALUE));
    }
    return file.array();
  }

  private static String[] run(String row, Path runs) {
    return new String[] {
      "run",
      row,
      "--scale",
      "workstation",
      "--data",
      data.toString(),
      "--width",
      "8",
      "--epochs-factor",
      "0.02",
      "--seeds",
      "1",
      "--threads",
      "1",
      "--out",
      runs.toString()
    };
  }

  /** In single precision, with the weights rounded. */
  @Test
  void aRunInDoublePrecisionTranscribesToo(@TempDir Path dir) {
    List<String> run = new ArrayList<>(List.of(run("deepspeech", dir.resolve("runs"))));
    run.addAll(List.of("--arms", "baseline", "--precision", "double"));
    Said ran = dsd(run.toArray(String[]::new));
    assertEquals(0, ran.code(), ran.err());
    Path arm = dir.resolve("runs/workstation/deepspeech/PyTorch/1/baseline");
    Path recording = data.resolve("test0.wav");
    Said said = dsd("transcribe", "--run", arm.toString(), recording.toString());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().startsWith(recording + ": "), said.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deepspeech", "deepspeech2"})
  void aFinishedRunTranscribesRecordings(String row, @TempDir Path dir) throws IOException {
    Said ran = dsd(run(row, dir.resolve("runs")));
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("word error rate"), ran.out());
    Path arms = dir.resolve("runs/workstation/" + row + "/PyTorch/1");
    for (String arm : new String[] {"equal-epochs", "sparse2", "dsd2", "continued", "llr"}) {
      assertTrue(Files.exists(arms.resolve(arm).resolve("result.json")), arm);
    }
    Path arm = arms.resolve("dsd2");
    assertEquals(4, Files.readAllLines(arm.resolve("hyp.trn")).size());
    assertTrue(Files.exists(dir.resolve("runs/workstation/" + row + "/examples/0.png")));
    String first = Files.readAllLines(arm.resolve("sentences.jsonl")).get(0);
    String hypothesis = first.replaceAll(".*\"hypothesis\":\"([^\"]*)\".*", "$1");

    Path recording = data.resolve("test0.wav");
    Said said = dsd("transcribe", "--run", arm.toString(), recording.toString());
    assertEquals(0, said.code(), said.err());
    assertEquals((recording + ": " + hypothesis).strip(), said.out().strip());

    Path text = Files.writeString(dir.resolve("note.txt"), "no sound");
    Said mixed =
        dsd(
            "transcribe",
            "--run",
            arm.toString(),
            "--beam",
            "4",
            text.toString(),
            recording.toString());
    assertEquals(3, mixed.code());
    assertTrue(mixed.err().contains("note.txt"), mixed.err());
    assertTrue(mixed.out().contains("test0.wav: "), mixed.out());
  }

  @Test
  void aDryRunLooksAtDataAndMemory(@TempDir Path dir) {
    Said said = dsd(concat(run("deepspeech", dir), "--dry-run"));
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("12"), said.out());
  }

  private static String[] concat(String[] some, String last) {
    String[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = last;
    return all;
  }

  @Test
  void refusesWhatItCannotUse(@TempDir Path dir) {
    String none = dir.toString();
    assertRefused(2, "transcriber.json", "transcribe", "--run", none, "x.wav");
    assertRefused(2, "--beam must be", "transcribe", "--run", none, "--beam", "0", "x.wav");
    assertRefused(2, "leave out --data", "run", "deepspeech", "--data", none);
    assertRefused(2, "needs --data", "run", "deepspeech2", "--scale", "workstation");
    assertRefused(3, "train.tsv", "run", "deepspeech", "--scale", "paper", "--data", none);
    assertRefused(2, "no use for --pictures", "run", "deepspeech", "--pictures", none);
    assertRefused(2, "no use for --pictures, --beam and --lm", "run", "vgg16", "--lm", none);
    assertRefused(2, "no use for --lm", "run", "neuraltalk", "--lm", none);
    assertRefused(2, "no use for a language model", "run", "deepspeech", "--lm", none);
  }
}
