package org.dsd4j.reports.page;

import java.util.List;

/**
 * One utterance: its picture, and the transcript of each arm below the reference, word under word.
 *
 * @param name its name in the corpus
 * @param file name of its picture beside the page
 * @param uri the picture as a data URI
 * @param alt the reference, as the picture's alternative text
 * @param reference the words of the reference; empty cells where an arm has an insertion
 * @param lines the transcripts, one for each arm
 */
public record AlignmentView(
    String name, String file, String uri, String alt, List<String> reference, List<Line> lines) {
  /** Copies the lists. */
  public AlignmentView {
    reference = List.copyOf(reference);
    lines = List.copyOf(lines);
  }

  /**
   * The transcript of one arm.
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
   * @param word the word of the transcript; empty for a deletion
   * @param mark {@code S}, {@code D}, {@code I}, or empty where all is well
   * @param kind the mark in full, for the style sheet and for screen readers; empty likewise
   */
  public record Cell(String word, String mark, String kind) {
    static final Cell EMPTY = new Cell("", "", "");
  }
}
