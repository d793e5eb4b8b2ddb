package org.dsd4j.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dsd4j.reports.ReportMain;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A report where the system has no font, in a process of its own: Java looks for fonts once. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class DrawableTest {
  private static final String NO_FONTS =
      """
      <?xml version="1.0"?>
      <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig></fontconfig>
      """;

  @TempDir Path dir;
  private Path runs;

  @BeforeEach
  void oneRow() throws IOException {
    runs = dir.resolve("runs");
    SyntheticStore records = new SyntheticStore(runs);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.row("resnet18", 2, 27.0, 26.5, 24.0);
    Files.writeString(dir.resolve("fonts.conf"), NO_FONTS);
  }

  @Test
  void chartsAreDrawnInTheFontThatComesAlong() throws Exception {
    String said = reported(List.of());
    assertFalse(said.contains("problem"), said);
    ReportWriter.write(runs, dir.resolve("here"));
    List<Path> files = files(dir.resolve("here"));
    assertTrue(files.stream().anyMatch(file -> file.toString().endsWith("-arms.svg")));
    assertEquals(files, files(dir.resolve("there")));
    assertEquals(List.of(), files(dir.resolve("temporary")), "temporary files must not stay");
    for (Path file : files) {
      // Letters in PNG are smoothed by a library of the system.
      if (!file.toString().endsWith(".png")) {
        Path there = dir.resolve("there").resolve(file);
        assertEquals(-1, Files.mismatch(dir.resolve("here").resolve(file), there), file.toString());
      }
    }
  }

  @Test
  void whereJavaIsToldToLookElsewhereTheRestIsWrittenAndOneLineSaysWhy() throws Exception {
    String said = reported(List.of("-Dsun.awt.fontconfig=" + dir.resolve("nowhere")));
    assertTrue(said.contains("problem: charts are left out: this Java cannot draw text"), said);
    assertTrue(said.contains("fontconfig and any font, such as DejaVu"), said);
    assertFalse(said.contains("\tat "), said);
    for (String name : List.of("index.html", "report.md", "measurements.csv", "report.tex")) {
      assertTrue(Files.size(dir.resolve("there").resolve(name)) > 0, name);
    }
    assertTrue(Files.readString(dir.resolve("there/index.html")).contains("charts are left out"));
  }

  private String reported(List<String> options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    // Java keeps what it found of fonts in the home folder.
    command.add("-Duser.home=" + dir);
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(dir.resolve("temporary")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ReportMain.class.getName());
    command.addAll(List.of(runs.toString(), dir.resolve("there").toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FONTCONFIG_FILE", dir.resolve("fonts.conf").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }
}
