package org.dsd4j.reports.record;

import java.util.ArrayList;
import java.util.List;
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

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(what + ": " + String.join("; ", found));
    }
  }
}
