package org.dsd4j.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Speech;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.statistics.Verdict;
import org.dsd4j.reports.table.ConsoleSummary;
import org.dsd4j.reports.table.SpeechTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechReportTest {
  @TempDir Path folder;
  private SyntheticStore records;

  @BeforeEach
  void open() {
    records = new SyntheticStore(folder.resolve("runs"));
  }

  @Test
  void theLastDensePhaseIsComparedWithEqualEpochs() throws IOException {
    seeds(two(), Speech.USUAL, 2);
    ReproductionReport report = report();
    RowReport row = report.rows().get(0);
    assertEquals(new Roles("equal-epochs", "sparse2", "dsd2"), row.roles());
    MetricReport wer = row.primary();
    assertEquals("wer-93", wer.metric().id());
    double gain = wer.gain().orElseThrow().comparison().mean();
    assertEquals(
        wer.summary("equal-epochs").orElseThrow().mean() - wer.summary("dsd2").orElseThrow().mean(),
        gain,
        1e-9);
    SentenceReport.Score score = row.sentences().orElseThrow().score("wer-93").orElseThrow();
    assertEquals(gain, score.gains().get("dsd2").mean(), 1e-9);
    assertEquals(wer.summary("dsd2").orElseThrow().mean(), score.arms().get("dsd2").mean(), 1e-9);
    assertFalse(score.gains().containsKey("equal-epochs"));
    assertTrue(row.notes().get(0).startsWith("compared here: dsd2 over equal-epochs, the paper's"));
    assertEquals(5, row.spec().plan().size());
    assertTrue(read("report.md").contains("(dsd2 over equal-epochs)"));
    assertTrue(read("report.json").contains("\"reference\" : \"equal-epochs\""));
    assertTrue(wer.claimed().get(0).baseline() == 14.52, wer.claimed().toString());
  }

  @Test
  void eachSetIsResampledAlone() {
    seeds(two(), Speech.USUAL, 1);
    ReproductionReport report = build();
    assertTrue(report.problems().isEmpty(), report.problems().toString());
    RowReport row = report.rows().get(0);
    for (MetricReport metric : row.metrics()) {
      String id = metric.metric().id();
      SentenceReport.Estimate own =
          row.sentences().orElseThrow().score(id).orElseThrow().arms().get("dsd2");
      assertEquals(metric.summary("dsd2").orElseThrow().mean(), own.mean(), 1e-9, id);
      assertTrue(own.interval().contains(own.mean()), id);
    }
  }

  @Test
  void thePapersTableIsInEveryForm() throws IOException {
    seeds(two(), Speech.USUAL, 2);
    ReproductionReport report = report();
    SpeechTable table = SpeechTable.of(report.rows().get(0)).orElseThrow();
    assertEquals(
        List.of(
            "Dense 0",
            "Sparse 1",
            "Dense 1",
            "Sparse 2",
            "Dense 2",
            "Baseline",
            "Improvement (absolute)",
            "Improvement (relative)"),
        table.scores().lines().stream().map(line -> line.label()).toList());
    assertEquals(List.of("WER (%), WSJ'92", "WER (%), WSJ'93"), table.scores().labels());
    assertEquals("32", table.scores().lines().get(5).epochs(), "the baseline's from the start");
    assertEquals("8", table.scores().lines().get(4).epochs(), "a phase's own");
    assertEquals("25 %", table.scores().lines().get(3).sparsity());
    assertEquals(8, table.kinds().labels().size());
    assertEquals(6, table.kinds().lines().size());
    String console = ConsoleSummary.of(report);
    assertTrue(console.lines().allMatch(line -> line.length() <= ConsoleSummary.WIDTH));
    assertTrue(console.contains("gain in word error rate, WSJ'93 over the 40 examples"));
    for (String text : List.of(read("index.html"), read("report.md"), console)) {
      for (String part : List.of("Dense 0", "Sparse 2", "Dense 2", "Improvement (relative)")) {
        assertTrue(text.contains(part), part);
      }
    }
    String markdown = read("report.md");
    assertTrue(markdown.contains("own figures: DeepSpeech-2 on WSJ, scale paper"));
    assertTrue(markdown.contains("| Baseline | 9.55 | 14.52 | 0 % | 60 |"), "the paper's line");
  }

  @Test
  void everyUtteranceIsCounted() throws IOException {
    seeds(two(), Map.of("baseline", 0.5, "dsd", 0.3), 2);
    ReproductionReport report = report();
    List<String> lines = read("word-errors.csv").lines().toList();
    assertEquals(1 + 2 * 2 * Speech.EXAMPLES, lines.size());
    long[] sum = new long[4];
    lines.stream()
        .filter(line -> line.startsWith("embedded,deepspeech2,PyTorch,dsd,2,92,"))
        .map(line -> Arrays.asList(line.split(",", -1)))
        .forEach(
            cells -> {
              for (int i = 0; i < sum.length; i++) {
                sum[i] += Long.parseLong(cells.get(8 + i));
              }
            });
    double rate = 100.0 * (sum[0] + sum[1] + sum[2]) / sum[3];
    RowReport row = report.rows().get(0);
    assertEquals(rate, row.arm("dsd").orElseThrow().values("wer-92").get(2L), 1e-9);
  }

  @Test
  void alignmentsMarkErrorsByLetters() throws IOException {
    Speech speech = new Speech(records, "deepspeech", List.of(""));
    speech.seed(1, Speech.USUAL);
    speech.pictures(0, 1, 2, 3, 4, 5, 6, 7, 8);
    RowReport row = report().rows().get(0);
    assertEquals(8, row.sentences().orElseThrow().shown().size());
    assertEquals("paper, WSJ'93", row.primary().claimed().get(0).source());
    assertEquals(31.59, row.primary().claimed().get(0).dsd());
    String html = read("index.html");
    assertTrue(html.contains("alt=\"Spectrogram of: "));
    for (String kind : List.of("substitution", "deletion", "insertion")) {
      String mark = kind.substring(0, 1).toUpperCase(Locale.ROOT);
      assertTrue(html.contains("<abbr title=\"" + kind + "\">" + mark + "</abbr></td>"), kind);
    }
    assertTrue(html.contains("What each arm hears in 8 test utterances, seed 1, scale embedded."));
    assertFalse(html.contains("<h3>Captions</h3>"));
    String markdown = read("report.md");
    assertTrue(markdown.contains("charts/embedded-deepspeech-pytorch-example-7.png"));
    assertTrue(markdown.contains(" [S] |"));
    assertTrue(markdown.contains(" | [D] | "));
  }

  @Test
  void ofAPartOfTheArmsThoseThereAreCompared() {
    Map<String, Double> some = new LinkedHashMap<>(Speech.USUAL);
    some.remove("equal-epochs");
    Speech speech = two();
    seeds(speech, some, 2);
    RowReport row = build().rows().get(0);
    assertEquals(new Roles("baseline", "sparse2", "dsd2"), row.roles());
    assertTrue(row.notes().get(0).contains("dsd2 over baseline, the first dense phase alone"));
    assertTrue(row.primary().gain().isPresent());
  }

  @Test
  void aPassWithoutFiguresIsSaid() {
    Speech speech = two();
    Map<String, Double> some = new LinkedHashMap<>(Speech.USUAL);
    some.remove("dsd2");
    seeds(speech, some, 2);
    records.unfinished(speech.spec("dsd2", 2));
    RowReport row = build().rows().get(0);
    assertEquals("dsd", row.roles().method());
    assertTrue(row.notes().get(0).contains("dsd over equal-epochs"), row.notes().get(0));
    assertTrue(row.notes().get(0).endsWith("dsd2 has no figures yet"), row.notes().get(0));
  }

  @Test
  void aDivergedLastPassIsDiverged() {
    Speech speech = two();
    Map<String, Double> some = new LinkedHashMap<>(Speech.USUAL);
    some.remove("dsd2");
    seeds(speech, some, 2);
    records.ended(speech.spec("dsd2", 1), new Outcome.Diverged("redense-2", 7, "no number"));
    RowReport row = build().rows().get(0);
    assertEquals("dsd2", row.roles().method());
    assertEquals(Verdict.Kind.DIVERGED, row.primary().verdict().kind());
  }

  private Speech two() {
    return new Speech(records, "deepspeech2", List.of("93", "92"));
  }

  private static void seeds(Speech speech, Map<String, Double> wrong, int count) {
    for (long seed = 1; seed <= count; seed++) {
      speech.seed(seed, wrong);
    }
  }

  private ReproductionReport report() {
    return ReportWriter.write(records.store().root(), folder.resolve("report"));
  }

  /** Without drawing anything. */
  private ReproductionReport build() {
    return new ReportBuilder(Claims.load()).build(List.of(records.store()));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }
}
