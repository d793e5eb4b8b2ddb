package org.dsd4j.reports.page;

import java.util.List;
import org.dsd4j.reports.text.TableView;

/**
 * The sentences of a row's network: tables in the paper's layout, and a page of captions or of
 * alignments.
 *
 * @param title such as {@code BLEU}
 * @param tables the tables; empty when the row measures no score of sentences
 * @param text how to read their intervals; empty where there are none
 * @param paper the same table as the paper has it, at the paper's scale
 * @param shownText which examples are shown and why; empty when none is
 * @param captions the examples of a captioning row
 * @param alignments those of a speech row
 */
public record SentenceView(
    String title,
    List<Scores> tables,
    String text,
    TableView paper,
    String shownText,
    List<Caption> captions,
    List<AlignmentView> alignments) {
  /** Copies the lists. */
  public SentenceView {
    tables = List.copyOf(tables);
    captions = List.copyOf(captions);
    alignments = List.copyOf(alignments);
  }

  /**
   * One table of scores.
   *
   * @param table in the paper's layout; a cell's second line is its interval
   * @param improvements whether its last two lines say what was improved
   * @param signature what the figures leave open; may be empty
   */
  public record Scores(TableView table, boolean improvements, String signature) {}

  /**
   * One example.
   *
   * @param name its name in the corpus
   * @param file name of its picture beside the page
   * @param uri the picture as a data URI
   * @param tiny whether it is so small that it is shown enlarged, pixel by pixel
   * @param references the reference captions; the first is also the picture's alternative text
   * @param said what each arm says
   */
  public record Caption(
      String name,
      String file,
      String uri,
      boolean tiny,
      List<String> references,
      List<PageView.Pair> said) {
    /** Copies the lists. */
    public Caption {
      references = List.copyOf(references);
      said = List.copyOf(said);
    }

    /** The first reference. */
    public String alt() {
      return references.get(0);
    }
  }
}
