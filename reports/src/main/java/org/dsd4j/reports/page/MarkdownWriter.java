package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dsd4j.reports.text.Markdown;
import org.dsd4j.reports.text.TableView;

/**
 * The page as Markdown, for places that show no HTML. A template would be of little help here:
 * Markdown's tables depend on single line ends.
 */
final class MarkdownWriter {
  private static final List<String> SUMMARY_HEAD =
      List.of(
          "network",
          "domain",
          "type",
          "dataset",
          "metric",
          "baseline",
          "DSD",
          "improvement (absolute)",
          "95 % interval",
          "improvement (relative)",
          "verdict",
          "at paper scale: dataset",
          "baseline",
          "DSD",
          "absolute",
          "relative");

  private static final int CHART_WIDTH = 640;

  private static final String ALIGNED =
      "Marked are S, another word; D, a word missing; I, a word too much.";

  private final Markdown text = new Markdown();

  private MarkdownWriter() {}

  static String of(PageView page) {
    MarkdownWriter writer = new MarkdownWriter();
    writer.head(page);
    page.rows().forEach(writer::row);
    if (page.engines().isFilled()) {
      writer.heading(2, "Engines");
      writer.table(page.engines());
    }
    writer.heading(2, "Sources");
    writer.list(page.sources().stream().map(s -> s.name() + ": " + s.text()).toList());
    return writer.text.toString();
  }

  private void head(PageView page) {
    heading(1, "Dense-Sparse-Dense training, run again");
    text.paragraph(page.lead() + " " + PageViews.COMPARED);
    line("**" + escape(page.counted()) + "**");
    for (SummaryView part : page.summary()) {
      table(
          new TableView(
              part.title() + ". " + page.summaryCaption(),
              SUMMARY_HEAD,
              part.lines().stream().map(MarkdownWriter::cells).toList()));
    }
    page.charts().forEach(this::chart);
    if (!page.problems().isEmpty()) {
      heading(2, "Problems");
      list(page.problems());
    }
  }

  private static List<String> cells(SummaryView.Line s) {
    SummaryView.Paper paper = s.paper();
    return List.of(
        together(", ", s.network(), s.variant(), s.where()),
        s.domain(),
        s.type(),
        s.dataset(),
        s.metric(),
        s.baseline(),
        s.dsd(),
        s.compared().isEmpty() ? s.absolute() : s.absolute() + " (" + s.compared() + ")",
        s.interval(),
        s.relative(),
        s.label() + " (" + s.seeds() + ")",
        paper.dataset(),
        paper.baseline(),
        paper.dsd() + (paper.note().isEmpty() ? "" : " (" + paper.note() + ")"),
        paper.absolute(),
        paper.relative());
  }

  private static String together(String between, String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
  }

  private void row(RowView row) {
    String title = row.network() + " on " + row.dataset();
    heading(2, title + ", scale " + row.scale() + ", " + row.engine());
    if (!row.givenWeights().isEmpty()) {
      text.paragraph(row.givenWeights());
    }
    list(row.notes());
    sentences(row.sentences());
    captions(row.sentences());
    alignments(row.sentences());
    row.metrics().forEach(this::metric);
    list(row.incomplete());
    row.charts().forEach(this::chart);
    if (!row.samplesFile().isEmpty()) {
      text.image("Examples of the corpus", "charts/" + row.samplesFile());
    }
    if (row.sensitivity().isFilled()) {
      sensitivity(row.sensitivity());
    }
    heading(3, "What was run");
    list(row.facts().stream().map(f -> f.name() + ": " + f.text()).toList());
    List.of(row.phases(), row.budgets(), row.deviations()).forEach(this::table);
    heading(3, "Run it again");
    text.codeBlock(row.command());
    heading(3, "Details");
    List.of(row.layers(), row.claims()).forEach(this::table);
    list(row.claimNotes());
    List.of(row.settings(), row.environment()).forEach(this::table);
  }

  private void sensitivity(SensitivityView sensitivity) {
    heading(3, "Sensitivity to pruning");
    text.paragraph(sensitivity.text());
    sensitivity.charts().forEach(this::chart);
    List.of(sensitivity.uniform(), sensitivity.layers()).forEach(this::table);
    text.codeBlock(sensitivity.command());
  }

  private void sentences(SentenceView sentences) {
    for (SentenceView.Scores scores : sentences.tables()) {
      table(scores.table());
      if (!scores.signature().isEmpty()) {
        line(Markdown.code(scores.signature()));
      }
    }
    if (!sentences.text().isEmpty()) {
      text.paragraph(sentences.text());
    }
    table(sentences.paper());
  }

  private void captions(SentenceView sentences) {
    if (sentences.captions().isEmpty()) {
      return;
    }
    heading(3, "Captions");
    text.paragraph(sentences.shownText());
    for (SentenceView.Caption caption : sentences.captions()) {
      text.image(caption.alt(), "charts/" + caption.file());
      List<String> items = new ArrayList<>();
      items.add("references: " + String.join(" / ", caption.references()));
      caption.said().forEach(said -> items.add(said.name() + ": " + said.text()));
      list(items);
    }
  }

  private void alignments(SentenceView sentences) {
    if (sentences.alignments().isEmpty()) {
      return;
    }
    heading(3, "Alignments");
    text.paragraph(sentences.shownText() + " " + ALIGNED);
    for (AlignmentView one : sentences.alignments()) {
      text.image(one.alt(), "charts/" + one.file());
      List<String> head = new ArrayList<>(List.of("reference"));
      head.addAll(one.reference());
      head.add("errors");
      List<List<String>> lines = new ArrayList<>();
      for (AlignmentView.Line arm : one.lines()) {
        List<String> cells = new ArrayList<>(List.of(arm.arm()));
        arm.cells().forEach(cell -> cells.add(marked(cell)));
        cells.add(arm.counts());
        lines.add(cells);
      }
      table(new TableView(one.name(), head, lines));
    }
  }

  private static String marked(AlignmentView.Cell cell) {
    return cell.mark().isEmpty() ? cell.word() : (cell.word() + " [" + cell.mark() + "]").strip();
  }

  /** The file's own size is that of a column in print, which is small on a screen. */
  private void chart(Drawing chart) {
    text.image(chart.title(), "charts/" + chart.id() + ".svg", CHART_WIDTH);
  }

  private void metric(MetricView metric) {
    heading(3, metric.name());
    if (metric.judged()) {
      line("**" + escape(metric.label()) + "**: " + escape(metric.reason()) + ".");
      list(metric.warnings());
    }
    table(metric.arms());
    table(metric.contrasts());
    table(metric.gains());
    if (!metric.claimed().isEmpty()) {
      text.paragraph(
          "At paper scale the sources say: "
              + String.join("; ", metric.claimed())
              + ". "
              + metric.claimedNote());
    }
  }

  private void table(TableView table) {
    text.table(table);
  }

  private void list(List<String> items) {
    text.list(items);
  }

  private void heading(int level, String title) {
    text.heading(level, title);
  }

  private void line(String content) {
    text.line(content);
  }

  private static String escape(String content) {
    return Markdown.escape(content);
  }
}
