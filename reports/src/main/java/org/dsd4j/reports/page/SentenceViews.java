package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.table.BleuTable;
import org.dsd4j.reports.table.ScoreTable;
import org.dsd4j.reports.table.SpeechTable;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TableView;

/** Words the sentences of a row's network for the page. */
final class SentenceViews {
  /** Below this many pixels a picture is enlarged to be seen at all. */
  private static final int TINY = 160;

  private SentenceViews() {}

  static SentenceView of(RowReport row) {
    return SpeechTable.of(row).map(speech -> speech(row, speech)).orElseGet(() -> bleu(row));
  }

  /** Name of an example's picture beside the page. */
  static String file(RowReport row, SentenceReport.Shown shown) {
    return row.anchor() + "-example-" + shown.picture().example() + ".png";
  }

  private static SentenceView bleu(RowReport row) {
    List<BleuTable> tables = BleuTable.of(row);
    Optional<SentenceReport> said = row.sentences();
    List<SentenceView.Caption> captions =
        shown(row).stream().map(one -> caption(row, one)).toList();
    return new SentenceView(
        "BLEU",
        tables.stream().map(table -> bleu(row, table)).toList(),
        tables.isEmpty() ? "" : said.map(SentenceViews::reading).orElse(""),
        tables.isEmpty()
            ? TableView.EMPTY
            : row.claim()
                .map(claim -> PaperFigures.deck(claim, "arm", BleuTable::label))
                .orElse(TableView.EMPTY),
        captions.isEmpty() ? "" : chosen(row, said.orElseThrow(), "says of", "pictures"),
        captions,
        List.of());
  }

  private static SentenceView speech(RowReport row, SpeechTable speech) {
    List<AlignmentView> alignments =
        shown(row).stream().map(one -> AlignmentViews.of(row, one, file(row, one))).toList();
    return new SentenceView(
        "Word error rate, phase by phase",
        List.of(
            new SentenceView.Scores(
                table(speech.scores(), "phase", errorRates(row), true), true, ""),
            new SentenceView.Scores(table(speech.kinds(), "phase", kinds(row), false), false, "")),
        row.sentences().map(SentenceViews::reading).orElse(""),
        row.claim()
            .map(claim -> PaperFigures.deck(claim, "phase", SpeechTable::label))
            .orElse(TableView.EMPTY),
        alignments.isEmpty()
            ? ""
            : chosen(row, row.sentences().orElseThrow(), "hears in", "utterances"),
        List.of(),
        alignments);
  }

  private static List<SentenceReport.Shown> shown(RowReport row) {
    return row.sentences().map(SentenceReport::shown).orElse(List.of());
  }

  private static SentenceView.Scores bleu(RowReport row, BleuTable table) {
    String caption =
        "BLEU "
            + (table.brevityPenalty() ? "with" : "without")
            + " brevity penalty"
            + where(row)
            + "; sparsity, epochs and rate are those of the arm's last phase";
    return new SentenceView.Scores(
        table(table.scores(), "arm", caption, true), true, table.signature().orElse(""));
  }

  private static String errorRates(RowReport row) {
    Roles roles = row.roles();
    boolean trainedOn = roles.reference().equals(Arms.EQUAL_EPOCHS);
    return "Word error rate (WER)"
        + where(row)
        + "; improvement of "
        + SpeechTable.label(roles.method())
        + " over "
        + SpeechTable.label(roles.reference())
        + "; sparsity, epochs and rate of the phase"
        + (trainedOn ? ", epochs of Baseline from the first step on" : "");
  }

  private static String kinds(RowReport row) {
    return "Kinds of errors"
        + where(row)
        + ": S substitutions, D deletions, I insertions in % of the reference's words, CER"
        + " character error rate, without spaces";
  }

  private static String where(RowReport row) {
    return " on the test split, mean over "
        + seeds(row.seeds().size())
        + ", scale "
        + row.spec().scale();
  }

  private static TableView table(
      ScoreTable scores, String first, String caption, boolean settings) {
    List<String> head = new ArrayList<>(List.of(first));
    head.addAll(scores.labels());
    if (settings) {
      head.addAll(List.of("sparsity", "epochs", "learning rate"));
    }
    return new TableView(
        caption,
        head,
        scores.texts(
            SentenceViews::cell,
            line -> settings ? List.of(line.sparsity(), line.epochs(), line.rate()) : List.of()));
  }

  private static String cell(ScoreTable.Cell cell) {
    String figure = MetricViews.tight(cell.figure());
    return cell.interval().isEmpty() ? figure : figure + "\n" + MetricViews.tight(cell.interval());
  }

  private static String reading(SentenceReport said) {
    return "Under a figure stands its 95 % interval by the paired bootstrap over the "
        + examples(said)
        + " (1,000 resamples, the same for all arms and seeds): how much"
        + " it depends on which examples are tested, not on the seed."
        + said.constants().stream()
            .map(constant -> " Without a look at the examples, the " + constant + ".")
            .collect(Collectors.joining());
  }

  /** Of several test sets each is resampled alone. */
  private static String examples(SentenceReport said) {
    List<String> sets =
        said.scores().stream()
            .flatMap(
                score ->
                    SpeechMetrics.setOfWer(score.metric().id())
                        .filter(set -> !set.isEmpty())
                        .map(
                            set ->
                                Figures.count(score.examples())
                                    + " of "
                                    + SpeechMetrics.setLabel(set))
                        .stream())
            .toList();
    return sets.isEmpty()
        ? Figures.count(said.examples()) + " examples of the test split"
        : "examples of its test set, " + String.join(", ", sets);
  }

  private static String chosen(RowReport row, SentenceReport said, String does, String what) {
    return "What each arm "
        + does
        + " "
        + said.shown().size()
        + " test "
        + what
        + ", seed "
        + said.shownSeed()
        + ", scale "
        + row.spec().scale()
        + ". The "
        + what
        + " were chosen before any training, not by result.";
  }

  private static SentenceView.Caption caption(RowReport row, SentenceReport.Shown shown) {
    List<PageView.Pair> said = new ArrayList<>();
    Roles roles = row.roles();
    for (String arm : List.of(roles.reference(), roles.sparse(), roles.method())) {
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
