package org.dsd4j.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.store.ArmRecord;

/**
 * Something about where it was run that is not the same in both stores.
 *
 * @param key such as {@code cpu}, {@code nativeVersion} or {@code gitCommit}
 * @param a its values in the runs of A that are compared, joined by commas
 * @param b the same of B
 */
public record EnvironmentDifference(String key, String a, String b) {
  // Two runs never start at the same moment.
  private static final String STARTED = "started";

  static List<EnvironmentDifference> between(List<ArmRecord> a, List<ArmRecord> b) {
    SortedSet<String> keys = new TreeSet<>();
    Stream.concat(a.stream(), b.stream())
        .forEach(run -> keys.addAll(run.environment().values().keySet()));
    keys.remove(STARTED);
    if (tellNothing(a) || tellNothing(b)) {
      // That one side was never asked is no difference.
      keys.removeIf(key -> key.startsWith(Environment.CAPABILITY));
    }
    List<EnvironmentDifference> found = new ArrayList<>();
    for (String key : keys) {
      SortedSet<String> left = values(a, key);
      SortedSet<String> right = values(b, key);
      if (!left.equals(right)) {
        found.add(
            new EnvironmentDifference(key, String.join(", ", left), String.join(", ", right)));
      }
    }
    return found;
  }

  private static boolean tellNothing(List<ArmRecord> runs) {
    return runs.stream().allMatch(run -> run.environment().capabilities().isEmpty());
  }

  private static SortedSet<String> values(List<ArmRecord> runs, String key) {
    SortedSet<String> values = new TreeSet<>();
    runs.forEach(run -> values.add(run.environment().values().getOrDefault(key, "not recorded")));
    return values;
  }
}
