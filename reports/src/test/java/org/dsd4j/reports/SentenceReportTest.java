package org.dsd4j.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.reports.fixture.Captions;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.metric.BleuCounts;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.statistics.Verdict;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.SentencePrediction;
import org.dsd4j.reports.store.Vouching;
import org.dsd4j.reports.table.ConsoleSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceReportTest {
  @TempDir Path folder;
  private SyntheticStore records;
  private Captions captions;

  @BeforeEach
  void open() {
    records = new SyntheticStore(folder.resolve("runs"));
    captions = new Captions(records);
  }

  @Test
  void intervalsStandBesideTheMeans() {
    threeSeeds();
    RowReport row = onlyRow(report());
    SentenceReport said = row.sentences().orElseThrow();
    assertEquals(Captions.EXAMPLES, said.examples());
    assertEquals(5, said.mostReferences());
    assertEquals(2 * BleuCounts.ORDERS, said.scores().size());
    for (SentenceReport.Score score : said.scores()) {
      MetricReport metric =
          row.metrics().stream()
              .filter(m -> m.metric().equals(score.metric()))
              .findFirst()
              .orElseThrow();
      for (String arm : List.of("baseline", "sparse", "dsd")) {
        SentenceReport.Estimate own = score.arms().get(arm);
        assertEquals(metric.summary(arm).orElseThrow().mean(), own.mean(), 1e-9);
        assertTrue(own.interval().contains(own.mean()), score.metric().id() + " of " + arm);
        assertEquals(3, own.seeds());
      }
      SentenceReport.Estimate gain = score.gains().get("dsd");
      assertEquals(
          metric.contrast("dsd", "baseline").orElseThrow().comparison().mean(), gain.mean(), 1e-9);
      assertTrue(gain.interval().low() > 0, gain.toString());
      assertFalse(score.gains().containsKey("baseline"));
    }
  }

  @Test
  void oneSeedHasIntervalsToo() {
    captions.seed(1, 0.5, 0.4, 0.1);
    ReproductionReport report = report();
    SentenceReport.Score bleu = onlyRow(report).sentences().orElseThrow().scores().get(0);
    assertEquals("bleu-4", bleu.metric().id());
    assertTrue(bleu.gains().get("dsd").interval().low() > 0);
    assertTrue(page().contains("BLEU without brevity penalty on the test split, mean over 1 seed"));
  }

  @Test
  void figuresWithoutDirectionAreNotJudged() {
    threeSeeds();
    RowReport row = onlyRow(report());
    for (MetricReport metric : row.metrics()) {
      boolean judged = metric.verdict().kind() != Verdict.Kind.NOT_JUDGED;
      assertEquals(metric.metric().direction().judges(), judged, metric.metric().id());
    }
    String html = page();
    assertTrue(html.contains("<summary>mean length (words)</summary>"));
    assertTrue(html.contains("Paired changes in mean length, positive is larger"));
    assertFalse(html.contains(Verdict.NOT_JUDGED.reason()));
  }

  @Test
  void theDecksTableIsInEveryForm() throws IOException {
    threeSeeds();
    ReproductionReport report = report();
    String html = page();
    String markdown = read("report.md");
    String console = ConsoleSummary.of(report);
    for (String text : List.of(html, markdown, console)) {
      for (String part : List.of("Baseline", "Sparse", "DSD", "80 %", "BLEU-1", "BLEU-4")) {
        assertTrue(text.contains(part), part);
      }
      assertTrue(text.contains("Improvement (absolute)"));
      assertTrue(text.contains("Improvement (relative)"));
      assertTrue(text.contains("refs:1-5|case:lower|tok:words without punctuation|bp:none"));
      assertTrue(text.contains("bp:closest"));
    }
    for (String text : List.of(html, markdown)) {
      assertTrue(text.contains("own figures: NeuralTalk on Flickr-8K, scale paper"));
      assertTrue(text.contains("57.2"));
      assertTrue(text.contains("+7.9"));
    }
    assertTrue(console.lines().allMatch(line -> line.length() <= ConsoleSummary.WIDTH));
    assertTrue(console.contains("gain in BLEU-4 over the 60 examples of the test split: +"));
    List<String> csv = read("sentence-scores.csv").lines().toList();
    assertEquals(1 + 3 * 2 * BleuCounts.ORDERS, csv.size());
    assertTrue(csv.get(1).startsWith("embedded,neuraltalk,PyTorch,60,5,bleu-4,,baseline,3,"));
    assertTrue(csv.get(1).endsWith(",,,"), "the baseline gains nothing over itself");
    assertTrue(read("report.json").contains("\"gainsOverBaseline\" : {"));
  }

  @Test
  void captionsStandSideBySide() throws IOException {
    threeSeeds();
    captions.pictures(7, 3, 12, 99);
    RowReport row = onlyRow(report());
    List<SentenceReport.Shown> shown = row.sentences().orElseThrow().shown();
    assertEquals(List.of(3L, 7L, 12L), shown.stream().map(one -> one.picture().example()).toList());
    List<SentencePrediction> dsd = Captions.said(31 + 2, 0.1);
    assertEquals(String.join(" ", dsd.get(3).hypothesis()), shown.get(0).said().get("dsd"));
    String html = page();
    String reference = String.join(" ", dsd.get(3).references().get(0));
    assertTrue(html.contains("alt=\"" + reference + "\""));
    assertTrue(html.contains("What each arm says of 3 test pictures, seed 1, scale embedded."));
    assertTrue(html.contains("chosen before any training, not by result"));
    assertTrue(html.contains("<img class=\"tiny\" src=\"data:image/png;base64,"));
    String file = "charts/embedded-neuraltalk-pytorch-example-3.png";
    assertTrue(read("report.md").contains("![" + reference + "](" + file + ")"));
    assertTrue(Files.size(folder.resolve("report").resolve(file)) > 0);
  }

  @Test
  void noMoreThanTwelvePicturesAreShown() throws IOException {
    captions.seed(2, 0.5);
    captions.pictures(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    SentenceReport said = onlyRow(report()).sentences().orElseThrow();
    assertEquals(12, said.shown().size());
    assertEquals(2, said.shownSeed());
    assertEquals(List.of("baseline"), List.copyOf(said.shown().get(0).said().keySet()));
  }

  @Test
  void theSeedThatHasAllArmsIsShown() throws IOException {
    captions.seed(1, 0.5);
    captions.seed(2, 0.5, 0.4, 0.3);
    captions.seed(3, 0.5, 0.4, 0.3);
    captions.pictures(5);
    assertEquals(2, onlyRow(report()).sentences().orElseThrow().shownSeed());
  }

  @Test
  void whatCannotBeUsedIsNamed() throws IOException {
    captions.seed(1, 0.5, 0.4, 0.3);
    captions.pictures(5);
    Files.writeString(Captions.examples(records.store()).resolve("6.png"), "no picture");
    Path seed = folder.resolve("runs/embedded/neuraltalk/PyTorch/1");
    Files.writeString(seed.resolve("sparse/sentences.jsonl"), "no json\n");
    Vouching.again(new ArmPath(seed.resolve("sparse")));
    ReproductionReport report = report();
    assertEquals(2, report.problems().size(), report.problems().toString());
    assertTrue(report.problems().get(0).contains("sentences.jsonl, line 1, is damaged"));
    assertTrue(report.problems().get(1).contains("6.png is no PNG picture"));
    SentenceReport.Score bleu = onlyRow(report).sentences().orElseThrow().scores().get(0);
    assertEquals(List.of("baseline", "dsd"), List.copyOf(bleu.arms().keySet()));
  }

  @Test
  void sentencesOfOtherExamplesAreNotPaired() {
    captions.seed(1, 0.5);
    captions.arm(Captions.spec("dsd", 1), Captions.said(1, 0.1).subList(0, 40));
    ReproductionReport report = report();
    assertTrue(report.problems().get(0).contains("sentences of other examples"));
    assertTrue(onlyRow(report).sentences().orElseThrow().scores().get(0).gains().isEmpty());
  }

  @Test
  void sentencesThatGiveAnotherFigureAreNamed() {
    captions.seed(1, 0.5);
    ArmFolder arm =
        records
            .store()
            .seed("embedded", "neuraltalk", "PyTorch", 1, false)
            .arm(Captions.spec("baseline", 1));
    arm.writeSentences(Captions.said(1, 0.9));
    Vouching.again(arm.place());
    List<String> problems = report().problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("baseline, seed 1: the result says BLEU-4 "));
    assertTrue(problems.get(0).contains("run it again"));
  }

  @Test
  void theSameRecordsGiveTheSameBytes() throws IOException {
    threeSeeds();
    captions.pictures(1, 2);
    report();
    List<String> once = new ArrayList<>();
    List<String> names = List.of("index.html", "report.md", "sentence-scores.csv", "report.json");
    for (String name : names) {
      once.add(read(name));
    }
    report();
    for (int i = 0; i < names.size(); i++) {
      assertEquals(once.get(i), read(names.get(i)), names.get(i));
    }
  }

  private void threeSeeds() {
    for (long seed = 1; seed <= 3; seed++) {
      captions.seed(seed, 0.5, 0.4, 0.1);
    }
  }

  private ReproductionReport report() {
    return ReportWriter.write(records.store().root(), folder.resolve("report"));
  }

  private static RowReport onlyRow(ReproductionReport report) {
    assertEquals(1, report.rows().size());
    return report.rows().get(0);
  }

  private String page() {
    try {
      return read("index.html");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }
}
