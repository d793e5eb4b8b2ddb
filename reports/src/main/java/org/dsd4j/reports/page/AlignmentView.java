package org.dsd4j.reports.page;

import java.util.List;

/**
 * One utterance: its picture, and what each arm heard below what was said, word under word.
 *
 * @param name its name in the corpus
 * @param file name of its picture beside the page
 * @param uri the picture as a data URI
 * @param alt what was said, as the picture's text
 * @param reference the cells of what was said; empty ones where an arm has a word too much
 * @param lines what each arm heard
 */
public record AlignmentView(
    String name, String file, String uri, String alt, List<String> reference, List<Line> lines) {
  /** Copies the lists. */
  public AlignmentView {
    reference = List.copyOf(reference);
    lines = List.copyOf(lines);
  }

  /**
   * What one arm heard.
   *
   * @param arm the arm
   * @param cells as many as the reference has
   * @param counts such as {@code 1 S, 0 D, 2 I of 5 words}
   */
  public record Line(String arm, List<Cell> cells, String counts) {
    /** Copies the list. */
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A word.
   *
   * @param word what was heard; empty for nothing
   * @param mark {@code S}, {@code D}, {@code I}, or empty where all is well
   * @param kind the mark in full, for the style and for those who do not see it; empty likewise
   */
  public record Cell(String word, String mark, String kind) {
    static final Cell EMPTY = new Cell("", "", "");
  }
}
