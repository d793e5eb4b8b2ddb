package org.dsd4j.reports.page;

import java.util.List;

/**
 * What a row's network said: the BLEU tables and a page of captions.
 *
 * @param bleu the tables, one for each variant; empty when the row does not measure BLEU
 * @param bleuText how to read their intervals; empty where there are none
 * @param paper the same table as the paper has it, at the paper's scale
 * @param captionsText which examples are shown and why; empty when none is
 * @param captions the examples
 */
public record SentenceView(
    List<Bleu> bleu,
    String bleuText,
    TableView paper,
    String captionsText,
    List<Caption> captions) {
  /** Copies the lists. */
  public SentenceView {
    bleu = List.copyOf(bleu);
    captions = List.copyOf(captions);
  }

  /**
   * One variant of BLEU.
   *
   * @param table in the deck's layout; a cell's second line is its interval
   * @param signature what the figures leave open; may be empty
   */
  public record Bleu(TableView table, String signature) {}

  /**
   * One example.
   *
   * @param name its name in the corpus
   * @param file name of its picture beside the page
   * @param uri the picture as a data URI
   * @param tiny whether it is so small that it is shown enlarged, pixel by pixel
   * @param references what people say, the first is its text in place of the picture
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

    /** What people say first. */
    public String alt() {
      return references.get(0);
    }
  }
}
