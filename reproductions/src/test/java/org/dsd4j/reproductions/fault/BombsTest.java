package org.dsd4j.reproductions.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dsd4j.reports.fault.Faults;
import org.dsd4j.reports.fault.SmallStore;
import org.dsd4j.reports.store.RecordsArchive;
import org.dsd4j.reproductions.fault.DsdProcess.Ended;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that ask for more memory or time than there is: a command says in one line which file it
 * is, or makes its report without it, within the memory it was given.
 */
@Tag("slow")
@Tag("faults")
class BombsTest {
  private static final long LONGEST_SECONDS = 120;

  /** The heap of a report; a user's is a quarter of the memory of the machine. */
  private static final String HEAP = "-Xmx128m";

  /** The heap of a command that trains. */
  private static final String HEAP_WITH_ENGINE = "-Xmx600m";

  /** The heap, the code, and what a Java VM needs besides. */
  private static final long LARGEST_KILOBYTES = 450_000;

  /** The same with an engine, whose libraries alone take as much again. */
  private static final long LARGEST_KILOBYTES_WITH_ENGINE = 1_500_000;

  private static final int BOMB_BYTES = 400_000_000;
  private static final int IN_SHORT = 4;

  @TempDir private Path dir;
  private final List<String> failures = new ArrayList<>();
  private long peak;
  private int hangs;
  private int bombs;

  private enum Content {
    ONE_LINE("1234567890"),
    EMPTY_LINES("\n"),
    NESTED("["),
    ITEMS("{},"),
    ZEROS("\0");

    private final String repeated;

    Content(String repeated) {
      this.repeated = repeated;
    }
  }

  @Test
  void recordsThatAreTooLarge() throws Exception {
    Path runs = dir.resolve("runs");
    SmallStore.IMAGES.write(runs);
    SmallStore.CAPTIONS.write(runs);
    Random random = Faults.random("record bombs");
    List<Path> files = records(runs);
    Collections.shuffle(files, random);
    for (Path file : files.subList(0, Faults.isShort() ? IN_SHORT : files.size())) {
      byte[] whole = Files.readAllBytes(file);
      Content content = Content.values()[random.nextInt(Content.values().length)];
      // After what was there, so that the beginning is right.
      try (OutputStream out = Files.newOutputStream(file)) {
        out.write(whole);
        repeat(content, out);
      }
      String what = content + " in " + runs.relativize(file);
      look(what, HEAP, LARGEST_KILOBYTES, report(runs));
      Files.write(file, whole);
    }
    close("records that are too large");
  }

  @Test
  void archivesThatAreTooLarge() throws Exception {
    Path runs = dir.resolve("runs");
    SmallStore.IMAGES.write(runs);
    Random random = Faults.random("archive bombs");
    List<Path> files = records(runs);
    Collections.shuffle(files, random);
    Path archive = dir.resolve("records.zip");
    List<String> problems = new ArrayList<>();
    RecordsArchive.write(runs, archive, problems);
    assertEquals(List.of(), problems);
    for (Path file : files.subList(0, Faults.isShort() ? IN_SHORT / 2 : files.size())) {
      Content content = Content.values()[random.nextInt(Content.values().length)];
      Path bomb = dir.resolve("bomb.zip");
      pack(runs, file, content, bomb);
      look(content + " packed as " + runs.relativize(file), HEAP, LARGEST_KILOBYTES, report(bomb));
    }
    close("archives that are too large");
  }

  @Test
  void corporaAndNetworksThatAreTooLarge() throws Exception {
    Path lm = dir.resolve("lm.arpa.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(lm))) {
      out.write("\\data\\\nngram 1=3\n\n\\1-grams:\n-1 ".getBytes(StandardCharsets.US_ASCII));
      repeat(Content.ONE_LINE, out);
    }
    look(
        "a line in lm.arpa.gz",
        HEAP_WITH_ENGINE,
        LARGEST_KILOBYTES_WITH_ENGINE,
        List.of(
            "run",
            "deepspeech",
            "--dry-run",
            "--beam",
            "4",
            "--lm",
            lm.toString(),
            "--out",
            dir.resolve("out").toString()));
    if (!Faults.isShort()) {
      Path net = dir.resolve("net.safetensors");
      Files.write(net, overlapping());
      look(
          "tensors that overlap",
          HEAP_WITH_ENGINE,
          LARGEST_KILOBYTES_WITH_ENGINE,
          List.of(
              "run",
              "resnet18",
              "--dry-run",
              "--init",
              net.toString(),
              "--out",
              dir.resolve("out").toString()));
      for (String name : List.of("wide.png", "wide.jpg")) {
        Path data = dir.resolve("data-" + name);
        for (String folder : List.of("train/a", "train/b", "test/a", "test/b")) {
          Path pictures = Files.createDirectories(data.resolve(folder));
          for (int i = 0; i < 10; i++) {
            Files.write(pictures.resolve(i + name), name.endsWith("png") ? widePng() : wideJpeg());
          }
        }
        look(
            name,
            HEAP_WITH_ENGINE,
            LARGEST_KILOBYTES_WITH_ENGINE,
            List.of(
                "run",
                "resnet18",
                "--scale",
                "workstation",
                "--dry-run",
                "--data",
                data.toString(),
                "--out",
                dir.resolve("out").toString()));
      }
    }
    close("corpora and networks that are too large");
  }

  private List<String> report(Path place) {
    return List.of(
        "report",
        place.toString(),
        "--format",
        "json,html",
        "--out",
        dir.resolve("report").toString());
  }

  private void look(String what, String heap, long largestKilobytes, List<String> arguments)
      throws IOException, InterruptedException {
    Stores.delete(dir.resolve("report"));
    Ended ended =
        DsdProcess.logging(dir.resolve("log.txt")).withJava(heap).run(LONGEST_SECONDS, arguments);
    bombs++;
    peak = Math.max(peak, ended.peakKilobytes().orElse(0));
    hangs += ended.hung() ? 1 : 0;
    long lines = ended.said().lines().filter(line -> line.startsWith("dsd: ")).count();
    boolean made = ended.code() == 0 && arguments.get(0).equals("report");
    boolean refused = ended.code() == 3 || ended.code() == 4;
    boolean right =
        ((made && lines == 0) || (refused && lines == 1))
            && !ended.said().contains("\tat ")
            && !ended.said().contains("OutOfMemoryError")
            && ended.peakKilobytes().orElse(0) <= largestKilobytes;
    if (!right) {
      String said = ended.said();
      failures.add(
          what
              + ": code "
              + ended.code()
              + (ended.hung() ? ", hangs" : "")
              + ", peak "
              + ended.peakKilobytes()
              + ": "
              + said.substring(0, Math.min(500, said.length())));
    }
  }

  private void close(String what) {
    Faults.found(
        what
            + ": "
            + bombs
            + ", "
            + failures.size()
            + " of them badly, "
            + hangs
            + " hung, peak "
            + peak / 1000
            + " MB");
    assertEquals("", String.join("\n", failures), what);
  }

  /** One file of each kind. */
  private static List<Path> records(Path runs) throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    try (Stream<Path> all = Files.walk(runs)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (!name.equals("lock") && !seen.contains(name)) {
          seen.add(name);
          files.add(file);
        }
      }
    }
    return files;
  }

  private static void repeat(Content content, OutputStream to) throws IOException {
    byte[] block = content.repeated.repeat(8192).getBytes(StandardCharsets.US_ASCII);
    for (long written = 0; written < BOMB_BYTES; written += block.length) {
      to.write(block);
    }
  }

  private static void pack(Path runs, Path large, Content content, Path zip) throws IOException {
    try (Stream<Path> all = Files.walk(runs);
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith("lock")) {
          out.putNextEntry(new ZipEntry(runs.relativize(file).toString()));
          Files.copy(file, out);
          if (file.equals(large)) {
            repeat(content, out);
          }
          out.closeEntry();
        }
      }
    }
  }

  /** A header that gives the same few bytes to many tensors. */
  private static byte[] overlapping() {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 40_000; i++) {
      header.append(i == 0 ? "" : ",").append("\"t").append(i);
      header.append("\":{\"dtype\":\"F32\",\"shape\":[125000],\"data_offsets\":[0,500000]}");
    }
    byte[] json = header.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Long.BYTES + json.length + 500_000)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  /** A header of 40,000 x 40,000 pixels and nothing else that is right. */
  private static byte[] widePng() {
    return ByteBuffer.allocate(200)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
        .putInt(40_000)
        .putInt(40_000)
        .put(new byte[] {8, 2, 0, 0, 0})
        .array();
  }

  private static byte[] wideJpeg() {
    return ByteBuffer.allocate(200)
        .putInt(0xFFD8FFC0)
        .putShort((short) 17)
        .put((byte) 8)
        .putShort((short) 40_000)
        .putShort((short) 40_000)
        .put(new byte[] {3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0})
        .array();
  }
}
