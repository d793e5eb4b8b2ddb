package org.dsd4j.reports.record;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects every problem of a value, so that one message names them all. */
final class Problems {
  // Names become folder names and column values on every operating system.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private final String what;
  private final List<String> found = new ArrayList<>();

  Problems(String what) {
    this.what = what;
  }

  /** Those of an event, with what all events have already checked. */
  static Problems ofEvent(String name, Instant at, int phaseIndex) {
    Problems problems = new Problems("event '" + name + "'");
    problems.checkMoment(at);
    problems.checkCount("phaseIndex", phaseIndex, RecordLimits.PHASES);
    return problems;
  }

  void check(boolean holds, String problem) {
    if (!holds) {
      found.add(problem);
    }
  }

  void checkPresent(String field, Object value) {
    check(value != null, field + " is missing");
  }

  void checkText(String field, String value) {
    check(value != null && !value.isBlank(), field + " is missing or blank");
  }

  void checkName(String field, String value) {
    check(
        value != null && NAME.matcher(value).matches(),
        field + " must be letters, digits, '-' and '_' but was '" + value + "'");
  }

  /** A count in [0, most]. */
  void checkCount(String field, long value, long most) {
    check(value >= 0, field + " must not be negative but was " + value);
    check(value <= most, field + " must be at most " + most + " but was " + value);
  }

  /** A number in [0, most], which NaN is not. */
  void checkAmount(String field, double value, double most) {
    check(!(value < 0), field + " must not be negative but was " + value);
    check(value < 0 || value <= most, field + " must be at most " + most + " but was " + value);
  }

  /** A number that can have been measured, of either sign. */
  void checkFigure(String field, double value) {
    check(
        Math.abs(value) <= RecordLimits.FIGURE,
        field + " must be a number that can be measured but was " + value);
  }

  /** Figures by metric id, of which any may be NaN where a run diverged; none is missing. */
  void checkFigures(String field, Map<String, Double> figures) {
    checkPresent(field, figures);
    if (figures != null) {
      figures.forEach((id, value) -> check(value != null, field + " has no value for " + id));
    }
  }

  /** Texts by key of which none is missing. */
  void checkTexts(String field, Map<String, String> texts) {
    checkPresent(field, texts);
    if (texts != null) {
      texts.forEach((key, text) -> check(text != null, field + " has no text for " + key));
    }
  }

  void checkMoment(Instant at) {
    check(
        at != null && !at.isBefore(RecordLimits.EARLIEST) && at.isBefore(RecordLimits.LATEST),
        "at must be between "
            + RecordLimits.EARLIEST
            + " and "
            + RecordLimits.LATEST
            + " but was "
            + at);
  }

  /** A moment in ISO 8601. */
  void checkMomentText(String text) {
    try {
      checkMoment(Instant.parse(text));
    } catch (DateTimeParseException e) {
      check(false, "a moment must be written as 2026-01-02T03:04:05Z but was '" + text + "'");
    }
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(what + ": " + String.join("; ", found));
    }
  }
}
