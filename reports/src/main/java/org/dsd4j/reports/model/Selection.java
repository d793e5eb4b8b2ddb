package org.dsd4j.reports.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.SeedPath;

/**
 * Chooses the runs that may stand in one table. Of several folders of one seed, in one store or in
 * several, the newest complete one counts. Seeds of different configurations, or whose arms follow
 * different plans, are never mixed: the newest configuration is reported and the others are named.
 *
 * @param seeds by seed: the chosen records by arm
 * @param notes what was left out
 */
record Selection(Map<Long, Map<String, ArmRecord>> seeds, List<String> notes) {
  /** The rows of the records: one group for each scale, row and engine, in the records' order. */
  static List<List<ArmRecord>> groups(List<ArmRecord> records) {
    Map<String, List<ArmRecord>> groups = new LinkedHashMap<>();
    for (ArmRecord record : records) {
      String key =
          String.join("/", record.spec().scale(), record.spec().row(), record.spec().engine());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(record);
    }
    return List.copyOf(groups.values());
  }

  /** Chooses among the records of one row. */
  static Selection of(List<ArmRecord> row) {
    List<String> notes = new ArrayList<>();
    List<Attempt> chosen = new ArrayList<>();
    Map<Long, List<Attempt>> bySeed =
        attempts(row).stream()
            .collect(Collectors.groupingBy(Attempt::seed, TreeMap::new, Collectors.toList()));
    for (List<Attempt> attempts : bySeed.values()) {
      Attempt best = attempts.stream().max(Attempt.PREFERENCE).orElseThrow();
      chosen.add(best);
      noteOthers(attempts, best, notes);
    }
    Attempt newest = chosen.stream().max(Attempt.AGE).orElseThrow();
    Map<Long, Map<String, ArmRecord>> seeds = new TreeMap<>();
    Set<Long> left = new LinkedHashSet<>();
    List<Attempt> shown = new ArrayList<>();
    for (Attempt attempt : chosen) {
      if (newest.standsWith(attempt)) {
        seeds.put(attempt.seed(), attempt.arms());
        shown.add(attempt);
      } else {
        left.add(attempt.seed());
      }
    }
    if (!left.isEmpty()) {
      notes.add(
          "left out, because they ran with other settings than the newest runs: seeds "
              + left.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    noteStores(shown, notes);
    return new Selection(seeds, notes);
  }

  private static List<Attempt> attempts(List<ArmRecord> row) {
    Map<SeedPath, Map<String, ArmRecord>> folders = new LinkedHashMap<>();
    for (ArmRecord record : row) {
      folders
          .computeIfAbsent(record.place().seed(), seed -> new TreeMap<>(Arms.ORDER))
          .put(record.spec().arm(), record);
    }
    return folders.values().stream().map(Attempt::new).toList();
  }

  private static void noteOthers(List<Attempt> attempts, Attempt best, List<String> notes) {
    if (attempts.size() > 1) {
      boolean oneStore = attempts.stream().map(Attempt::store).distinct().count() == 1;
      notes.add(
          "seed "
              + best.seed()
              + " was run "
              + attempts.size()
              + " times; reported is "
              + (oneStore ? "run " + best.number() : "the run in " + best.folder())
              + (best.isComplete() ? ", the newest complete one" : ", the newest one")
              + (oneStore ? "" : "; left out: " + others(attempts, best)));
    }
  }

  private static String others(List<Attempt> attempts, Attempt best) {
    return attempts.stream()
        .filter(attempt -> !attempt.equals(best))
        .map(attempt -> attempt.folder().toString())
        .collect(Collectors.joining(", "));
  }

  /** Seeds of one table may come from several stores; a reader must know which. */
  private static void noteStores(List<Attempt> shown, List<String> notes) {
    Map<Path, List<Attempt>> stores =
        shown.stream()
            .collect(
                Collectors.groupingBy(Attempt::store, LinkedHashMap::new, Collectors.toList()));
    if (stores.size() > 1) {
      notes.add(
          stores.entrySet().stream()
              .map(
                  store ->
                      store.getKey()
                          + ": "
                          + store.getValue().stream()
                              .map(attempt -> String.valueOf(attempt.seed()))
                              .collect(Collectors.joining(", ")))
              .collect(Collectors.joining("; ", "seeds by folder of records: ", "")));
    }
  }

  /** The arms of one seed in one folder. */
  private record Attempt(Map<String, ArmRecord> arms) {
    /**
     * Complete ones first, then newer ones. Numbers of folders say which is newer inside of one
     * store alone.
     */
    static final Comparator<Attempt> PREFERENCE =
        Comparator.comparing(Attempt::isComplete)
            .thenComparing(Attempt::started)
            .thenComparing(Attempt::number);

    /** By the time its newest arm started, then by folder. */
    static final Comparator<Attempt> AGE =
        Comparator.comparing(Attempt::started)
            .thenComparing(Attempt::number)
            .thenComparing(Attempt::seed);

    long seed() {
      return any().spec().seed();
    }

    int number() {
      return any().attempt();
    }

    /** The seed's folder. */
    Path folder() {
      return any().place().seed().path();
    }

    /** The store that it lies in. */
    Path store() {
      return any().place().store().root();
    }

    boolean isComplete() {
      return arms.containsKey(Arms.DSD)
          && arms.values().stream().allMatch(arm -> arm.result().isPresent());
    }

    String started() {
      return arms.values().stream()
          .map(arm -> arm.environment().started())
          .max(Comparator.naturalOrder())
          .orElse("");
    }

    boolean standsWith(Attempt other) {
      return any().spec().configuration().equals(other.any().spec().configuration())
          && arms.entrySet().stream()
              .allMatch(arm -> samePlan(arm.getValue(), other.arms().get(arm.getKey())));
    }

    private static boolean samePlan(ArmRecord one, ArmRecord other) {
      List<PhasePlan> plan = one.spec().plan();
      return other == null || plan.equals(other.spec().plan());
    }

    private ArmRecord any() {
      return arms.values().iterator().next();
    }
  }
}
