package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.Arms;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.table.BleuTable;
import org.dsd4j.reports.table.Figures;

/** Puts what a row's network said into a page. */
final class SentenceViews {
  /** Below this many pixels a picture is enlarged to be seen at all. */
  private static final int TINY = 160;

  private static final List<String> SHOWN = List.of(Arms.BASELINE, Arms.SPARSE, Arms.DSD);

  private SentenceViews() {}

  static SentenceView of(RowReport row) {
    List<BleuTable> tables = BleuTable.of(row);
    Optional<SentenceReport> said = row.sentences();
    List<SentenceView.Caption> captions =
        said.map(report -> report.shown().stream().map(one -> caption(row, one)).toList())
            .orElse(List.of());
    return new SentenceView(
        tables.stream().map(table -> bleu(row, table)).toList(),
        tables.isEmpty() ? "" : said.map(SentenceViews::reading).orElse(""),
        tables.isEmpty() ? TableView.EMPTY : row.claim().map(Claimed::deck).orElse(TableView.EMPTY),
        captions.isEmpty() ? "" : chosen(row, said.orElseThrow()),
        captions);
  }

  /** Name of an example's picture beside the page. */
  static String file(RowReport row, SentenceReport.Shown shown) {
    return row.anchor() + "-example-" + shown.picture().example() + ".png";
  }

  private static SentenceView.Bleu bleu(RowReport row, BleuTable table) {
    List<String> head = new ArrayList<>(List.of("arm"));
    head.addAll(table.labels());
    head.addAll(List.of("sparsity", "epochs", "learning rate"));
    List<List<String>> lines = new ArrayList<>();
    for (BleuTable.Line line : table.lines()) {
      List<String> cells = new ArrayList<>(List.of(line.label()));
      line.cells().forEach(cell -> cells.add(cell(cell)));
      cells.addAll(List.of(line.sparsity(), line.epochs(), line.rate()));
      lines.add(cells);
    }
    String caption =
        "BLEU "
            + (table.brevityPenalty() ? "with" : "without")
            + " brevity penalty on the test split, mean over "
            + seeds(row.seeds().size())
            + ", scale "
            + row.spec().scale()
            + "; sparsity, epochs and rate are those of the arm's last phase";
    return new SentenceView.Bleu(new TableView(caption, head, lines), table.signature().orElse(""));
  }

  private static String cell(BleuTable.Cell cell) {
    String figure = MetricViews.tight(cell.figure());
    return cell.interval().isEmpty() ? figure : figure + "\n" + MetricViews.tight(cell.interval());
  }

  private static String reading(SentenceReport said) {
    return "Under a figure stands its 95 % interval by the paired bootstrap over the "
        + Figures.count(said.examples())
        + " examples of the test split (1,000 resamples, the same for all arms and seeds): how much"
        + " it hangs on which examples are tested, not on the seed."
        + said.constants().stream()
            .map(constant -> " Without a look at the examples, the " + constant + ".")
            .collect(Collectors.joining());
  }

  private static String chosen(RowReport row, SentenceReport said) {
    return "What each arm says of "
        + said.shown().size()
        + " test pictures, seed "
        + said.shownSeed()
        + ", scale "
        + row.spec().scale()
        + ". The pictures were chosen before any training, not by result.";
  }

  private static SentenceView.Caption caption(RowReport row, SentenceReport.Shown shown) {
    List<PageView.Pair> said = new ArrayList<>();
    for (String arm : SHOWN) {
      String words = shown.said().getOrDefault(arm, "–");
      said.add(new PageView.Pair(BleuTable.label(arm), words.isEmpty() ? "(no word)" : words));
    }
    return new SentenceView.Caption(
        shown.name(),
        file(row, shown),
        PageWriter.dataUri(shown.picture().png()),
        Math.max(shown.picture().width(), shown.picture().height()) < TINY,
        shown.references(),
        said);
  }

  private static String seeds(int count) {
    return count + (count == 1 ? " seed" : " seeds");
  }
}
