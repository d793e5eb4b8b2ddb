package org.dsd4j.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dsd4j.reports.fixture.Demo;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.record.RunSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  // Kept after the build, to be looked at in a browser.
  private static final Path OUT = Path.of("target", "demo-report");

  @TempDir static Path runs;
  private static String html;

  @BeforeAll
  static void write() throws IOException {
    Demo.write(runs);
    ReportWriter.write(runs, OUT);
    html = Files.readString(OUT.resolve("index.html"));
  }

  @Test
  void everyFormIsThere() throws IOException {
    for (String name : List.of("index.html", "report.md", "measurements.csv", "report.json")) {
      assertTrue(Files.size(OUT.resolve(name)) > 0, name);
    }
    for (String kind : List.of("arms", "curves", "weights")) {
      assertTrue(Files.exists(OUT.resolve("charts/embedded-resnet18-pytorch-" + kind + ".svg")));
      assertTrue(Files.exists(OUT.resolve("charts/embedded-resnet18-pytorch-" + kind + ".png")));
    }
  }

  @Test
  void whatTheEngineCanDoStandsOnceForTheWholeReport() throws IOException {
    String markdown = Files.readString(OUT.resolve("report.md"));
    String table =
        """
        | capability | PyTorch 2.7.1 on cpu |
        |---|---|
        | masks, bit for bit | yes |
        | running variance | no: keeps the biased variance |
        """;
    assertTrue(markdown.contains(table), markdown);
    assertEquals(markdown.indexOf("running variance"), markdown.lastIndexOf("running variance"));
    assertTrue(html.contains("<a href=\"#engines\">") && html.contains("id=\"engines\""));
    assertTrue(html.contains("no: keeps the biased variance"));
  }

  @Test
  void thePageFetchesNothing() {
    String withoutNames =
        html.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "");
    assertFalse(withoutNames.contains("http://"), "an address");
    assertFalse(withoutNames.contains("https://"), "an address");
    assertFalse(html.contains("<script src"), "a script of another file");
    assertFalse(html.contains("<link"), "a link to a file");
  }

  @Test
  void idsAreUnique() {
    Matcher matcher = Pattern.compile("\\bid=\"([^\"]+)\"").matcher(html);
    Set<String> seen = new HashSet<>();
    while (matcher.find()) {
      assertTrue(seen.add(matcher.group(1)), matcher.group(1));
    }
    assertTrue(seen.contains("embedded-resnet18-pytorch"));
  }

  @Test
  void nothingIsDropped() {
    assertTrue(html.contains("diverged in phase redense, step 17: the loss is not a number"));
    assertTrue(html.contains("unfinished, at continued-2 40/200"));
    assertTrue(html.contains("1 seed: a verdict needs at least 2"));
    assertTrue(html.contains("DeepSpeech-2"));
    assertTrue(html.contains("bin/dsd run resnet18 --scale embedded --seeds 3"));
    assertTrue(html.contains("data:image/png;base64,"));
  }

  @Test
  void everyTableWithFiguresSaysItsScale() {
    Matcher matcher =
        Pattern.compile("class=\"scroll figures\"[^>]*aria-label=\"([^\"]*)\"").matcher(html);
    int tables = 0;
    while (matcher.find()) {
      assertTrue(matcher.group(1).contains("scale "), matcher.group(1));
      tables++;
    }
    assertTrue(tables > 10, "tables: " + tables);
  }

  @Test
  void sensitivityIsInEveryForm() throws IOException {
    String charts = "charts/embedded-googlenet-pytorch-sensitivity";
    for (String end : List.of(".svg", ".png", "-layers.svg", "-layers.png")) {
      assertTrue(Files.size(OUT.resolve(charts + end)) > 0, end);
    }
    String svg = Files.readString(OUT.resolve(charts + "-layers.svg"));
    assertTrue(
        svg.contains("Largest changes of top-1 error at 90 % after S: "), "alternative text");
    assertTrue(svg.contains("inception_5b/pool_proj"), "every layer has its name");
    assertTrue(html.contains("Figures are from the validation split, scale embedded, seed 1."));
    assertTrue(html.contains("mean over seeds 1, 2, 3."));
    assertTrue(html.contains("is not finished: "), "what is missing is named");
    String markdown = Files.readString(OUT.resolve("report.md"));
    assertTrue(markdown.contains("### Sensitivity to pruning"));
    assertTrue(markdown.contains("src=\"" + charts + "-layers.svg\""));
    String json = Files.readString(OUT.resolve("report.json"));
    assertTrue(json.contains("\"sensitivity\" : {"));
    List<String> csv = Files.readAllLines(OUT.resolve("sensitivity.csv"));
    // 3 seeds of 3 layers, 1 of 58: at 0 once, at 9 sparsities each, 2 moments, 2 metrics; and 25
    // points of one moment.
    assertEquals(1 + 4 * (3 * (1 + 27) + 1 + 58 * 9) + 2 * 25, csv.size());
    assertTrue(
        csv.get(1).startsWith("embedded,googlenet,PyTorch,1,validation,uniform,0.0,pruned,"));
  }

  @Test
  void givenWeightsAreSaidWhereTheyMatter() throws IOException {
    String sentence =
        "he baseline was started from given weights, resnet50-v1.safetensors: evaluated, not"
            + " trained";
    assertTrue(html.contains("T" + sentence), "in the section's head");
    String markdown = Files.readString(OUT.resolve("report.md"));
    assertTrue(markdown.contains("T" + sentence));
    assertTrue(
        markdown.contains("| dense | 0 % | 0 | 0 | – | given, not trained |"), "in the phases");
    assertTrue(
        markdown.contains(
            "| baseline | the given weights, evaluated | dense (given) | 0 | 0 | 0 |"),
        "in the budgets");
    // Pictures are left out: their letters spell anything.
    String written =
        html.replaceAll("data:image/[^\"]*", "").replaceAll("(?s)<script>.*?</script>", "");
    assertFalse(written.contains("NaN") || written.contains("Infinity"), "nothing divides by 0");
  }

  @Test
  void everySeedHasItsColumnOfGains() throws IOException {
    String markdown = Files.readString(OUT.resolve("report.md"));
    assertTrue(
        markdown.contains(
            "| comparison | seed\u00a01 | seed\u00a02 | seed\u00a03 | seed\u00a04 | seed\u00a05 |"));
    // Of two seeds only the first has both arms.
    assertTrue(markdown.contains("| dsd over baseline | +0.80 | dsd diverged |"), "a gap says why");
  }

  @Test
  void timeSpentWaitingForDataIsShown() throws IOException {
    String markdown = Files.readString(OUT.resolve("report.md"));
    assertTrue(markdown.contains("| time | waiting for data |"));
    // Seeds 1 to 3 waited 1.5, 2.5 and 0.5 % of their time; what took no step has no share.
    assertTrue(markdown.contains("| 10.0\u00a0s | 1.5 % |"), "trained arms");
    assertTrue(markdown.contains("| dense (given) | 0 | 0 | 0 | 0.0\u00a0s | – |"), "given");
  }

  @Test
  void rowsStandInTheOrderOfTheTable() {
    List<String> rows = List.of("googlenet", "vgg16", "resnet18", "resnet50", "alexnet");
    int last = 0;
    for (String row : rows) {
      int at = html.indexOf("<section class=\"row\" id=\"embedded-" + row);
      assertTrue(at > last, row);
      last = at;
    }
  }

  @Test
  void theSameRecordsGiveTheSameBytes(@TempDir Path again) throws IOException {
    ReportWriter.write(runs, again);
    try (Stream<Path> files = Files.walk(again)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path before = OUT.resolve(again.relativize(file));
        assertArrayEquals(Files.readAllBytes(before), Files.readAllBytes(file), file.toString());
      }
    }
  }

  @Test
  void textOfRecordsIsEscaped(@TempDir Path folder) throws IOException {
    RunSpec plain = Specs.of("baseline", 1);
    RunSpec evil =
        new RunSpec(
            plain.row(),
            "A <b>|net",
            plain.domain(),
            "pictures <i>|more",
            plain.scale(),
            plain.engine(),
            1,
            "baseline",
            plain.settings(),
            plain.plan(),
            plain.metrics(),
            plain.layers(),
            plain.deviations(),
            "dsd run <script>alert(1)</script> && x");
    new SyntheticStore(folder.resolve("runs")).measured(evil, 20.0);
    ReportWriter.write(folder.resolve("runs"), folder.resolve("out"));
    String page = Files.readString(folder.resolve("out/index.html"));
    assertFalse(page.contains("<script>alert"));
    assertTrue(page.contains("A &lt;b&gt;|net"));
    String markdown = Files.readString(folder.resolve("out/report.md"));
    assertTrue(markdown.contains("## A &lt;b>"), markdown.substring(0, 900));
    assertTrue(markdown.contains("| pictures &lt;i>\\|more"), "in a table");
  }

  @Test
  void markdownTablesAreWhole() throws IOException {
    List<String> lines = Files.readAllLines(OUT.resolve("report.md"));
    int tables = 0;
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i + 1).startsWith("|---")) {
        int columns = columns(lines.get(i + 1));
        assertEquals(columns, columns(lines.get(i)), lines.get(i));
        for (int j = i + 2; j < lines.size() && !lines.get(j).isEmpty(); j++) {
          assertEquals(columns, columns(lines.get(j)), lines.get(j));
        }
        tables++;
      }
    }
    assertTrue(tables > 10, "tables: " + tables);
  }

  private static int columns(String line) {
    return line.replace("\\|", "").split("\\|", -1).length;
  }

  @Test
  void runsAlone(@TempDir Path folder) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path target = folder.resolve("out");
    assertEquals(0, run(out, err, runs.toString(), target.toString()));
    assertTrue(text(out).contains("verdict: replicated"), text(out));
    assertTrue(text(out).contains("Summary, scale embedded, PyTorch\n"), text(out));
    assertTrue(text(out).lines().allMatch(line -> line.length() <= 100 || line.contains("/")));
    assertTrue(text(out).endsWith("index.html\n"), text(out));
    assertEquals("", text(err));
    assertEquals(3, run(out, err, folder.resolve("none").toString(), target.toString()));
    assertTrue(text(err).contains("no folder of records"), text(err));
    assertEquals(1, text(err).lines().count());
    assertEquals(2, run(out, err, "one"));
  }

  private static int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... args) {
    return ReportMain.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
