package org.dsd4j.reports.record;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came out of a run.
 *
 * @param outcome figures, or why there are none
 * @param spent the phases that this arm trained itself, in order
 * @param inherited the phases of the arms it started from, in order; empty for a first dense phase
 * @param notes further remarks by key
 * @param weightsSha256 SHA-256 of the final weights in hexadecimal; empty when there are none
 */
public record ArmResult(
    Outcome outcome,
    List<PhaseCost> spent,
    List<PhaseCost> inherited,
    SortedMap<String, String> notes,
    String weightsSha256) {
  /**
   * Key of the note with the share of the training time that was spent waiting for data, a number
   * and {@code %}, such as {@code 1.3 %}. Reports show it.
   */
  public static final String WAITING_FOR_DATA = "time waiting for data";

  /**
   * Prefix of the keys of notes with the score of a constant answer, the same for every example.
   * Reports show them beside the measured score.
   */
  public static final String WITHOUT_LOOKING = "best constant caption";

  /**
   * Key of the note with everything that the run passed over in its data: files, lines, examples,
   * with reasons and first names. Reports show it.
   */
  public static final String LEFT_OUT = "left out of the data";

  /** Checks that nothing is missing and copies the collections. */
  public ArmResult {
    Problems problems = new Problems("result");
    problems.checkPresent("outcome", outcome);
    problems.checkPresent("spent", spent);
    problems.checkPresent("inherited", inherited);
    problems.checkTexts("notes", notes);
    problems.checkPresent("weightsSha256", weightsSha256);
    problems.throwIfAny();
    spent = List.copyOf(spent);
    inherited = List.copyOf(inherited);
    notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
  }
}
