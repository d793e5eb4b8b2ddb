package org.dsd4j.reports.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A seed's folder name: {@code 3} for the first attempt, {@code 3.2} for the second. */
record SeedName(long seed, int attempt) {
  private static final Pattern PATTERN = Pattern.compile("(\\d{1,18})(?:\\.(\\d{1,6}))?");

  static Optional<SeedName> parse(String name) {
    Matcher matcher = PATTERN.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int attempt = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    SeedName parsed = new SeedName(Long.parseLong(matcher.group(1)), attempt);
    // Only the canonical spelling: "03" or "3.1" would be a second folder for the same thing.
    return Optional.of(parsed).filter(p -> p.folder().equals(name));
  }

  String folder() {
    return attempt == 1 ? Long.toString(seed) : seed + "." + attempt;
  }
}
