package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.text.TextTable;

/** The paper's table of speech for a terminal: means phase by phase, and the gain's interval. */
final class ConsoleSpeech {
  private ConsoleSpeech() {}

  /** Nothing for a row that does not measure a word error rate. */
  static List<String> lines(RowReport row, int width) {
    List<String> lines = new ArrayList<>();
    Optional<SpeechTable> speech = SpeechTable.of(row);
    speech.ifPresent(
        table -> {
          lines.addAll(table.scores().console("phase by phase").lines(width));
          ScoreTable.gain(row).ifPresent(text -> lines.addAll(TextTable.wrap(text, width, "  ")));
        });
    return lines;
  }
}
