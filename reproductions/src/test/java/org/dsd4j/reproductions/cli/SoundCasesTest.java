package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corpora that failed once, through the command: the exit code, and what is said. */
@Tag("slow")
class SoundCasesTest {
  @TempDir private static Path dir;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    Path archive = Path.of(System.getProperty("dsd.corpora", ""), "cases/sound.tar.gz");
    assumeTrue(Files.isRegularFile(archive), "no " + archive + "; give -Ddsd.corpora=<folder>");
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toString(), "-C", dir.toString())
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
    // The sound that most tables share is not in the archive; that of the piped files is the same.
    Path common = Files.createDirectories(dir.resolve("common/wav"));
    try (Stream<Path> files = Files.list(dir.resolve("tsv-sox-piped/wav"))) {
      for (Path file : files.toList()) {
        Files.copy(file, common.resolve(file.getFileName()));
      }
    }
  }

  private static String[] dryRun(Path data) {
    return new String[] {
      "run",
      "deepspeech",
      "--scale",
      "workstation",
      "--data",
      data.toString(),
      "--width",
      "8",
      "--seeds",
      "1",
      "--threads",
      "1",
      "--out",
      dir.resolve("runs").toString(),
      "--dry-run"
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kaldi-bom           | 11 training utterances",
        "kaldi-dev-clean     | a validation split of its own",
        "tsv-sox-piped       | 11 training utterances",
        "tsv-nonascii-path   | 11 training utterances",
        "flac-unknown-length | 7 training utterances",
        "flac-hang-corpus    | 11 training utterances",
        "tsv-testnames       | 11 training utterances",
        "tsv-testnames-same  | 11 training utterances",
        "tsv-emptyid         | left out    ",
        "tsv-rate1           | its header has a rate of 1 Hz",
        "tsv-quotes          | 1 transcripts have '&'",
      })
  void isFine(String name, String said) {
    Said dry = dsd(dryRun(dir.resolve(name)));
    assertEquals(0, dry.code(), dry.err());
    assertTrue(dry.out().contains(said.strip()), dry.out());
  }

  /** Closing a source of batches must not make a healthy file look broken. */
  @ParameterizedTest
  @ValueSource(strings = {"tsv-control", "kaldi-control"})
  void aHealthyCorpusIsNeverBlamed(String name) {
    for (int i = 0; i < 3; i++) {
      Said dry = dsd(dryRun(dir.resolve(name)));
      assertEquals(0, dry.code(), dry.err());
      assertTrue(!dry.out().contains("left out"), dry.out());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tsv-test-broken    | is MP3, which is not read; convert it: ffmpeg -i IN OUT.wav",
        "tsv-latin1         | line 2 is not UTF-8",
        "tsv-commonvoice    | audio files are missing",
        "layout-librispeech | no test split",
        "layout-ljspeech    | too few to set every tenth aside",
      })
  void isDataThatCannotBeUsed(String name, String said) {
    assertRefused(3, said, dryRun(dir.resolve(name)));
  }

  /** A file of an hour and a half among short ones: named and left out, long before memory ends. */
  @Test
  void aFileOfHoursIsNamedBeforeMemoryIsTaken() throws IOException {
    Path data = Files.createDirectories(dir.resolve("hours"));
    Path first = dir.resolve("float-scale/same-16bit.wav");
    byte[] head = Arrays.copyOf(Files.readAllBytes(first), 44);
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 95 * 60 * 16_000 * 2);
    Path hours = data.resolve("hours.wav");
    try (RandomAccessFile file = new RandomAccessFile(hours.toFile(), "rw")) {
      file.setLength(44 + 95L * 60 * 16_000 * 2);
      file.write(head);
    }
    StringBuilder table = new StringBuilder("id\tpath\ttranscript\nh\thours.wav\tyes\n");
    for (int i = 1; i <= 12; i++) {
      table.append("u%02d\t../common/wav/u%02d.wav\tyes\n".formatted(i, i));
    }
    Files.writeString(data.resolve("train.tsv"), table);
    Files.copy(dir.resolve("tsv-control/test.tsv"), data.resolve("test.tsv"));
    Said dry = dsd(dryRun(data));
    assertEquals(0, dry.code(), dry.err());
    assertTrue(dry.out().contains("has 91200000 frames, 5700 seconds"), dry.out());
  }
}
