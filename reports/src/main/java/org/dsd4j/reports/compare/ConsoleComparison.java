package org.dsd4j.reports.compare;

import java.util.ArrayList;
import java.util.List;
import org.dsd4j.reports.text.TableView;
import org.dsd4j.reports.text.TextTable;

/** A comparison for a terminal: what differs around the runs, then a block for each row. */
public final class ConsoleComparison {
  /** Lines are not wider than this. */
  public static final int WIDTH = 100;

  private static final String INDENT = "  ";

  private final List<String> lines = new ArrayList<>();

  private ConsoleComparison() {}

  /**
   * Writes the comparison.
   *
   * @param comparison what to write
   * @return lines of at most {@value #WIDTH} characters, each with its end
   */
  public static String of(StoreComparison comparison) {
    ConsoleComparison console = new ConsoleComparison();
    console.say("A  " + comparison.a());
    console.say("B  " + comparison.b());
    console.lines.add("");
    TableView environment = ComparisonTables.environment(comparison);
    if (environment.isFilled()) {
      console.table(environment);
    } else {
      console.say("No difference in where it was run.");
    }
    comparison.rows().forEach(console::row);
    if (!comparison.onlyInOne().isEmpty() || !comparison.problems().isEmpty()) {
      console.lines.add("");
    }
    comparison.onlyInOne().forEach(console::say);
    comparison.problems().forEach(console::say);
    return String.join("\n", console.lines) + "\n";
  }

  private void row(RowComparison row) {
    lines.add("");
    say(
        row.a().spec().row()
            + " ("
            + row.a().spec().scale()
            + ")  "
            + row.engines()
            + "  "
            + ComparisonPage.pairing(row));
    // The line above says how many seeds there are; so the words fit.
    table(ComparisonTables.figures(row, row.primaryMetric()).without("seeds"));
    say("gain of " + row.gain().compared() + ": " + row.gain().words());
    say(ComparisonPage.runs(row));
    row.ended().forEach(this::say);
    if (!row.settings().isEmpty()) {
      table(ComparisonTables.settings(row));
    }
    row.notes().forEach(this::say);
  }

  private void table(TableView table) {
    say(table.caption());
    TextTable text = new TextTable(table.head().toArray(String[]::new));
    table.lines().forEach(line -> text.add(line.toArray(String[]::new)));
    text.lines(WIDTH - INDENT.length()).forEach(line -> lines.add(INDENT + line));
  }

  private void say(String sentence) {
    lines.addAll(TextTable.wrap(sentence, WIDTH, INDENT));
  }
}
