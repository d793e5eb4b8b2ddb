package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsd4j.reports.metric.WordAlignment;
import org.dsd4j.reports.metric.WordErrors;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.record.Roles;

/**
 * Lays the transcripts of several arms below one reference. Each arm is aligned with the reference
 * alone; before each of its words stand as many columns as the arm with the most insertions there
 * needs.
 */
final class AlignmentViews {
  private AlignmentViews() {}

  static AlignmentView of(RowReport row, SentenceReport.Shown shown, String file) {
    String said = shown.references().get(0);
    List<String> reference = words(said);
    Map<String, WordAlignment> heard = new LinkedHashMap<>();
    Roles roles = row.roles();
    for (String arm : List.of(roles.reference(), roles.sparse(), roles.method())) {
      if (shown.said().containsKey(arm)) {
        heard.put(arm, WordAlignment.of(reference, words(shown.said().get(arm))));
      }
    }
    int[] extra = extra(reference.size(), heard);
    List<AlignmentView.Line> lines = new ArrayList<>();
    heard.forEach((arm, alignment) -> lines.add(line(arm, alignment, extra)));
    return new AlignmentView(
        shown.name(),
        file,
        PageWriter.dataUri(shown.picture().png()),
        "Spectrogram of: " + (said.isEmpty() ? "(nothing is said)" : said),
        reference(reference, extra),
        lines);
  }

  /** For each place before a word of the reference, and at the end: columns for insertions. */
  private static int[] extra(int words, Map<String, WordAlignment> heard) {
    int[] most = new int[words + 1];
    for (WordAlignment alignment : heard.values()) {
      int[] own = new int[words + 1];
      int place = 0;
      for (WordAlignment.Step step : alignment.steps()) {
        if (step.kind() == WordAlignment.Kind.INSERTION) {
          own[place]++;
        } else {
          place++;
        }
      }
      Arrays.setAll(most, i -> Math.max(most[i], own[i]));
    }
    return most;
  }

  private static List<String> reference(List<String> words, int... extra) {
    List<String> cells = new ArrayList<>();
    for (int place = 0; place < extra.length; place++) {
      for (int i = 0; i < extra[place]; i++) {
        cells.add("");
      }
      if (place < words.size()) {
        cells.add(words.get(place));
      }
    }
    return cells;
  }

  private static AlignmentView.Line line(String arm, WordAlignment alignment, int... extra) {
    List<AlignmentView.Cell> cells = new ArrayList<>();
    int place = 0;
    int inserted = 0;
    for (WordAlignment.Step step : alignment.steps()) {
      if (step.kind() == WordAlignment.Kind.INSERTION) {
        inserted++;
      } else {
        pad(cells, extra[place] - inserted);
        inserted = 0;
        place++;
      }
      cells.add(cell(step));
    }
    pad(cells, extra[place] - inserted);
    return new AlignmentView.Line(arm, cells, counts(alignment.errors()));
  }

  private static void pad(List<AlignmentView.Cell> cells, int count) {
    for (int i = 0; i < count; i++) {
      cells.add(AlignmentView.Cell.EMPTY);
    }
  }

  private static AlignmentView.Cell cell(WordAlignment.Step step) {
    if (step.kind() == WordAlignment.Kind.CORRECT) {
      return new AlignmentView.Cell(step.hypothesis(), "", "");
    }
    String kind = step.kind().name();
    return new AlignmentView.Cell(
        step.hypothesis(), kind.substring(0, 1), kind.toLowerCase(Locale.ROOT));
  }

  private static String counts(WordErrors errors) {
    return String.format(
        Locale.ROOT,
        "%d S, %d D, %d I of %d %s",
        errors.substitutions(),
        errors.deletions(),
        errors.insertions(),
        errors.words(),
        errors.words() == 1 ? "word" : "words");
  }

  private static List<String> words(String sentence) {
    return sentence.isEmpty() ? List.of() : List.of(sentence.split(" ", -1));
  }
}
