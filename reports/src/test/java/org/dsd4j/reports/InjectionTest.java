package org.dsd4j.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.dsd4j.reports.compare.Comparer;
import org.dsd4j.reports.compare.ComparisonWriter;
import org.dsd4j.reports.compare.ConsoleComparison;
import org.dsd4j.reports.compare.StoreComparison;
import org.dsd4j.reports.fixture.CsvFile;
import org.dsd4j.reports.fixture.HtmlTags;
import org.dsd4j.reports.fixture.Injected;
import org.dsd4j.reports.fixture.Payloads;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.SentencePrediction;
import org.dsd4j.reports.table.ConsoleSummary;
import org.dsd4j.reports.text.TerminalStream;
import org.dsd4j.reports.tracking.RunDescription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Text stays text: payloads stand in every text of the records, and each output is read by a strict
 * reader of its format, beside the same report of harmless texts.
 */
class InjectionTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:00:00Z");
  private static final Set<String> ADDRESSES =
      Set.of("href", "src", "xlink:href", "action", "data");
  private static final Pattern OWN_ADDRESS =
      Pattern.compile(
          "#[A-Za-z0-9_.-]*|data:image/png;base64,[A-Za-z0-9+/=]+|charts/[A-Za-z0-9_.-]+");
  private static final Pattern OWN_IMAGE =
      Pattern.compile("<img src=\"charts/[A-Za-z0-9._-]+\" width=\"640\" alt=\"[^\"<>]*\">");
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), AutolinkExtension.create());

  @TempDir Path folder;

  /** What a harmless report is made of. */
  private final Set<String> tags = new TreeSet<>();

  private final Set<String> scripts = new TreeSet<>();
  private final Set<String> drawn = new TreeSet<>();
  private final Set<String> commands = new TreeSet<>();

  @Test
  void aShortFormOfAll(TestReporter reporter) throws Exception {
    reporter.publishEntry("injections", Integer.toString(rounds(1)));
  }

  @Test
  @Tag("slow")
  void noTextOfARecordIsMoreThanText(TestReporter reporter) throws Exception {
    reporter.publishEntry("injections", Integer.toString(rounds(40)));
  }

  private int rounds(int rounds) throws Exception {
    Path plain = store(folder.resolve("plain"), new Plain());
    learn(written(plain, folder.resolve("plain-report")));
    int injections = 0;
    for (int round = 0; round < rounds; round++) {
      Injected injected = new Injected(round);
      String name = Payloads.ALL.get(round % Payloads.ALL.size()).replaceAll("[/\0]", "_");
      Path runs =
          store(folder.resolve(fits(name) ? round + name : "runs" + round), new Evil(injected));
      Path out = folder.resolve("report" + round);
      check(written(runs, out));
      compared(plain, runs, out);
      injections += injected.count();
    }
    return injections;
  }

  /** Some file systems take UTF-8 alone, and no long names. */
  private static boolean fits(String name) {
    return name.length() < 60 && StandardCharsets.UTF_8.newEncoder().canEncode(name);
  }

  /** Where the texts come from. */
  private interface Texts {
    <T> T in(T record, Class<T> type);

    String word(String usual);
  }

  private static final class Plain implements Texts {
    @Override
    public <T> T in(T record, Class<T> type) {
      return record;
    }

    @Override
    public String word(String usual) {
      return usual;
    }
  }

  private record Evil(Injected injected) implements Texts {
    @Override
    public <T> T in(T record, Class<T> type) {
      return injected.into(record, type);
    }

    @Override
    public String word(String usual) {
      return injected.text();
    }
  }

  private static Path store(Path root, Texts texts) throws IOException {
    RunStore store = new RunStore(root);
    String[] arms = {"baseline", "sparse", "dsd", "continued", "llr"};
    for (long seed = 1; seed <= 2; seed++) {
      for (int i = 0; i < arms.length; i++) {
        RunSpec spec = texts.in(Specs.of(arms[i], seed), RunSpec.class);
        run(store, spec, outcome(spec, seed, i), List.of(), texts);
      }
    }
    speech(store, texts);
    Path damaged = root.resolve("embedded/resnet18/PyTorch/1/dsd/weights");
    Files.createDirectories(damaged);
    // Bytes: half of a surrogate pair, which no encoding has, becomes a question mark.
    Files.write(
        damaged.resolve("final.json"), texts.word("damaged").getBytes(StandardCharsets.UTF_8));
    Path events = root.resolve("embedded/resnet18/PyTorch/1/llr/events.jsonl");
    String odd = "{\"event\":\"" + texts.word("odd").replaceAll("[\\n\\r]", "") + "\"}\n{}\n";
    Files.write(events, odd.getBytes(StandardCharsets.UTF_8));
    return root;
  }

  private static Outcome outcome(RunSpec spec, long seed, int arm) {
    if (seed == 2 && arm == 3) {
      return new Outcome.Diverged("continued-1", 9, "the loss is NaN");
    }
    if (seed == 2 && arm == 4) {
      return new Outcome.NotRun("no time");
    }
    Map<String, Double> values = new TreeMap<>();
    for (Metric metric : spec.metrics()) {
      values.put(metric.id(), 26.0 - arm + 0.1 * seed - values.size());
    }
    return new Outcome.Measured(values);
  }

  private static void run(
      RunStore store, RunSpec spec, Outcome outcome, List<SentencePrediction> said, Texts texts) {
    try (ArmFolder arm =
        store.seed(spec.scale(), spec.row(), spec.engine(), spec.seed(), false).arm(spec)) {
      arm.start(spec, texts.in(Specs.environment("2026-01-02T03:04:05Z"), Environment.class));
      arm.append(texts.in(new Event.Phase(AT, 0, "dense", "DENSE", 400, 0), Event.Phase.class));
      arm.append(new Event.Step(AT, 0, 10, 10, 2.5, 0.1, 320));
      arm.append(texts.in(new Event.Diverged(AT, 0, 11, "a cause"), Event.Diverged.class));
      List<PhaseCost> spent =
          spec.plan().stream()
              .map(phase -> new PhaseCost(phase.name(), phase.steps(), phase.epochs(), 100, 2))
              .toList();
      if (!said.isEmpty()) {
        arm.writeSentences(said);
      }
      TreeMap<String, String> notes = new TreeMap<>(Map.of("steps per second", "40.0"));
      arm.finish(
          texts.in(new ArmResult(outcome, spent, List.of(), notes, "00ff"), ArmResult.class));
    }
  }

  private static void speech(RunStore store, Texts texts) {
    for (String name : List.of("baseline", "dsd")) {
      RunSpec images = Specs.of("deepspeech", name, 1, Specs.settings());
      RunSpec spec =
          new RunSpec(
              "deepspeech",
              images.network(),
              "speech",
              images.dataset(),
              "embedded",
              "PyTorch",
              1,
              name,
              images.settings(),
              images.plan(),
              SpeechMetrics.of(List.of("")),
              images.layers(),
              images.deviations(),
              images.command());
      List<SentencePrediction> said = new ArrayList<>();
      for (int example = 0; example < 12; example++) {
        List<String> reference = words(new Evil(new Injected(example)), texts, "turn", "to", "ten");
        List<String> heard = words(texts, texts, "turn", "two", "ten");
        said.add(
            new SentencePrediction(
                example, blankless(texts.word("an" + example)), heard, List.of(reference)));
      }
      Outcome outcome = new Outcome.Measured(SpeechMetrics.values(List.of(""), said));
      run(store, spec, outcome, said, texts);
    }
  }

  /** References are the same in every run. */
  private static List<String> words(Texts evil, Texts texts, String... usual) {
    Texts source = texts instanceof Plain ? texts : evil;
    return Stream.of(usual).map(word -> blankless(source.word(word)).replace(' ', '_')).toList();
  }

  private static String blankless(String text) {
    return text.isBlank() ? "blank" : text;
  }

  private static Path written(Path runs, Path out) throws IOException {
    ReproductionReport report =
        ReportWriter.write(List.of(runs), out, EnumSet.allOf(ReportFormat.class));
    terminal(ConsoleSummary.of(report), out.resolve("terminal.txt"));
    return out;
  }

  private static void terminal(String text, Path file) throws IOException {
    for (String line : text.split("\n", -1)) {
      assertTrue(line.length() <= ConsoleSummary.WIDTH, line);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new TerminalStream(bytes, StandardCharsets.UTF_8).print(text);
    Files.write(file, bytes.toByteArray());
  }

  private void compared(Path plain, Path runs, Path out) throws Exception {
    Path both = out.resolve("both");
    StoreComparison comparison = Comparer.compare(new RunStore(plain), new RunStore(runs));
    ComparisonWriter.write(comparison, both);
    terminal(ConsoleComparison.of(comparison), both.resolve("terminal.txt"));
    check(both);
  }

  private void learn(Path report) throws IOException {
    for (HtmlTags.Tag tag : HtmlTags.of(Files.readString(report.resolve("index.html")))) {
      tags.add(tag.name());
      tag.attributes().keySet().forEach(attribute -> tags.add("@" + attribute));
      if (tag.name().equals("#")) {
        scripts.add(tag.attributes().get("text"));
      }
    }
    tags.addAll(
        Set.of("h4", "/h4", "p", "/p", "li", "/li", "ul", "/ul", "ins", "/ins", "del", "/del"));
    for (Path file : files(report)) {
      if (file.toString().endsWith(".svg")) {
        elements(file).forEach(element -> drawn.add(element.getTagName()));
      }
    }
    commands.addAll(commands(Files.readString(report.resolve("report.tex"))));
  }

  private void check(Path report) throws Exception {
    for (Path file : files(report)) {
      String name = file.getFileName().toString();
      assertTrue(name.matches("[A-Za-z0-9._-]+"), name);
      switch (name.substring(name.lastIndexOf('.') + 1)) {
        case "html" -> html(Files.readString(file));
        case "md" -> markdown(Files.readString(file));
        case "csv" -> csv(Files.readString(file));
        case "json" -> json(Files.readString(file));
        case "svg" -> svg(file);
        case "tex" -> latex(Files.readString(file));
        case "txt" -> terminal(Files.readString(file));
        default -> assertTrue(name.endsWith(".png"), name);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private void html(String page) {
    for (HtmlTags.Tag tag : HtmlTags.of(page)) {
      assertTrue(tags.contains(tag.name()), tag.toString());
      tag.attributes()
          .forEach(
              (name, value) -> {
                assertFalse(name.startsWith("on"), tag.toString());
                if (ADDRESSES.contains(name)) {
                  assertTrue(OWN_ADDRESS.matcher(value).matches(), tag.toString());
                }
              });
      if (tag.name().equals("#") && !page.contains("Two stores")) {
        assertTrue(scripts.contains(tag.attributes().get("text")), "another script");
      }
    }
  }

  private static void markdown(String text) {
    Node page = Parser.builder().extensions(EXTENSIONS).build().parse(text);
    page.accept(
        new AbstractVisitor() {
          @Override
          public void visit(HtmlInline html) {
            throw new AssertionError("HTML in a line: " + html.getLiteral());
          }

          @Override
          public void visit(HtmlBlock html) {
            String block = html.getLiteral();
            boolean own = block.matches("<!-- Do not edit\\.[^<>]* -->");
            assertTrue(own || OWN_IMAGE.matcher(block).matches(), block);
          }

          @Override
          public void visit(Link link) {
            throw new AssertionError("a link to " + link.getDestination());
          }

          @Override
          public void visit(Image image) {
            assertTrue(image.getDestination().matches("charts/[A-Za-z0-9._-]+"), image.toString());
          }

          @Override
          public void visit(BlockQuote quote) {
            throw new AssertionError("a quotation");
          }

          @Override
          public void visit(OrderedList list) {
            throw new AssertionError("a numbered list");
          }

          @Override
          public void visit(IndentedCodeBlock code) {
            throw new AssertionError("code: " + code.getLiteral());
          }

          @Override
          public void visit(ThematicBreak rule) {
            throw new AssertionError("a rule");
          }

          @Override
          public void visit(HardLineBreak end) {
            throw new AssertionError("a line break");
          }

          @Override
          public void visit(Emphasis emphasis) {
            throw new AssertionError("emphasis");
          }

          @Override
          public void visit(CustomBlock block) {
            visitChildren(block);
          }

          @Override
          public void visit(CustomNode node) {
            visitChildren(node);
          }
        });
    printable(text);
  }

  private static void csv(String text) {
    List<List<String>> lines = CsvFile.read(text);
    for (List<String> line : lines) {
      assertEquals(lines.get(0).size(), line.size(), line.toString());
      line.forEach(cell -> assertFalse(CsvFile.isFormula(cell), cell));
    }
  }

  private static void json(String text) throws IOException {
    assertTrue(RecordJson.mapper().readTree(text).isObject());
    assertTrue(text.chars().allMatch(c -> c >= ' ' || c == '\n'), "a raw control character");
  }

  private void svg(Path file) throws IOException {
    for (Element element : elements(file)) {
      assertTrue(drawn.contains(element.getTagName()), element.getTagName());
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        String name = element.getAttributes().item(i).getNodeName();
        String value = element.getAttributes().item(i).getNodeValue();
        assertFalse(name.startsWith("on"), name);
        assertTrue(!name.endsWith("href") || value.startsWith("#"), name + "=" + value);
      }
    }
  }

  private static List<Element> elements(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      NodeList all =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(Files.readAllBytes(file)))
              .getElementsByTagName("*");
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < all.getLength(); i++) {
        elements.add((Element) all.item(i));
      }
      return elements;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(file + " is no XML", e);
    }
  }

  private void latex(String text) {
    Set<String> escapes =
        Set.of(
            "\\textbackslash", "\\{", "\\}", "\\$", "\\&", "\\#", "\\_", "\\%", "\\textasciitilde");
    Set<String> more =
        Set.of("\\textasciicircum", "\\ldots", "\\pm", "\\times", "\\cdot", "\\rightarrow");
    Set<String> found = new TreeSet<>(commands(text));
    found.removeAll(commands);
    found.removeAll(escapes);
    found.removeAll(more);
    found.removeAll(Set.of("\\ge", "\\le", "\\approx", "\\lambda", "\\,"));
    assertEquals(Set.of(), found);
    int depth = 0;
    Matcher brace = Pattern.compile("\\\\.|[{}]").matcher(text);
    while (brace.find()) {
      depth += brace.group().equals("{") ? 1 : brace.group().equals("}") ? -1 : 0;
      assertTrue(depth >= 0, "a brace too much");
    }
    assertEquals(0, depth);
    printable(text);
  }

  private static Set<String> commands(String text) {
    return Pattern.compile("\\\\([A-Za-z@]+|.)")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static void terminal(String text) {
    printable(text);
  }

  private static void printable(String text) {
    text.codePoints()
        .forEach(
            point -> {
              boolean control = (point < ' ' && point != '\n') || (point >= 0x7F && point <= 0x9F);
              boolean bidi =
                  (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
              assertFalse(control || bidi, () -> "U+" + Integer.toHexString(point));
            });
  }

  /** What is sent to MLflow and TensorBoard is Markdown too. */
  @Test
  void descriptionsOfRunsAreTextToo() {
    for (int round = 0; round < 200; round++) {
      Injected injected = new Injected(1000 + round);
      ArmResult result =
          new ArmResult(
              new Outcome.NotRun("reason"),
              List.of(),
              List.of(),
              new TreeMap<>(Map.of("a", "b")),
              "00");
      markdown(RunDescription.markdown(injected.into(result, ArmResult.class)));
    }
  }
}
