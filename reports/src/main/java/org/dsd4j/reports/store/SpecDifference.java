package org.dsd4j.reports.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.record.RunSpec;

/** Says in which settings two specifications differ. */
public final class SpecDifference {
  private static final int SHOWN = 5;
  private static final int TEXT = 40;

  private SpecDifference() {}

  /**
   * One setting that differs.
   *
   * @param path where it stands in the specification, such as {@code settings.batch}
   * @param there its value in the first specification
   * @param here its value in the second
   */
  public record Change(String path, String there, String here) {
    private String sentence() {
      return path + " is " + cut(there) + " there and " + cut(here) + " here";
    }
  }

  /**
   * Every difference between two records.
   *
   * @param there the first
   * @param here the second
   * @param without names of components that do not matter for the question
   * @return one entry for each setting that differs, in a fixed order; empty when none does
   */
  public static List<Change> between(Object there, Object here, Set<String> without) {
    JsonNode left = RecordJson.mapper().valueToTree(there);
    JsonNode right = RecordJson.mapper().valueToTree(here);
    List<Change> found = new ArrayList<>();
    for (String name : names(left, right)) {
      if (!without.contains(name)) {
        collect(name, left.path(name), right.path(name), found);
      }
    }
    return found;
  }

  /** "settings.batch is 32 there and 64 here; ..." for at most a handful of settings. */
  static String describe(RunSpec there, RunSpec here) {
    // What differs from arm to arm by nature explains nothing between two arms.
    boolean sameArm = there.arm().equals(here.arm());
    return describe(there, here, sameArm ? Set.of("command") : Set.of("command", "arm", "plan"));
  }

  /** The same for any two records, components of no meaning for the question left out. */
  static String describe(Object there, Object here, Set<String> without) {
    List<String> found = between(there, here, without).stream().map(Change::sentence).toList();
    if (found.isEmpty()) {
      return "no setting differs by name";
    }
    String shown = String.join("; ", found.subList(0, Math.min(SHOWN, found.size())));
    return found.size() > SHOWN ? shown + "; and " + (found.size() - SHOWN) + " more" : shown;
  }

  private static void collect(String path, JsonNode left, JsonNode right, List<Change> found) {
    if (left.equals(right)) {
      return;
    }
    if (left.isObject() && right.isObject()) {
      for (String name : names(left, right)) {
        collect(path + "." + name, left.path(name), right.path(name), found);
      }
    } else if (left.isArray() && right.isArray() && left.size() == right.size()) {
      for (int i = 0; i < left.size(); i++) {
        collect(path + "[" + i + "]", left.get(i), right.get(i), found);
      }
    } else {
      found.add(new Change(path, text(left), text(right)));
    }
  }

  private static NavigableSet<String> names(JsonNode left, JsonNode right) {
    NavigableSet<String> names = new TreeSet<>();
    left.fieldNames().forEachRemaining(names::add);
    right.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String text(JsonNode node) {
    if (node.isMissingNode()) {
      return "not set";
    }
    if (node.isContainerNode()) {
      return node.size() + " entries";
    }
    return node.asText();
  }

  private static String cut(String text) {
    return text.length() > TEXT ? text.substring(0, TEXT) + "…" : text;
  }
}
