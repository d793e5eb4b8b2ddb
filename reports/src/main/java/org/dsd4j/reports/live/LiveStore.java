package org.dsd4j.reports.live;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.StoreContents;
import org.dsd4j.reports.store.StoreWatch;

/**
 * A store as it is now, for any number of pages: whatever their number, the files are looked at no
 * more than twice a second.
 */
final class LiveStore {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Path root;
  private final StoreWatch watch;
  private final LiveSummary summary;
  private StoreContents contents = new StoreContents(List.of(), List.of(), List.of());
  private long lookedAt = System.nanoTime() - LOOK_NANOS;

  /**
   * Looks at nothing yet.
   *
   * @param root the store's folder, which may be missing
   */
  LiveStore(Path root) {
    this.root = root;
    RunStore store = new RunStore(root);
    this.watch = new StoreWatch(store);
    this.summary = new LiveSummary(store);
  }

  /** What the page shows, but for its curves. */
  synchronized LiveState state() {
    List<ArmRecord> arms = look();
    List<ArmProgress> progress = progress(arms, Instant.now());
    return new LiveState(
        root.toAbsolutePath().normalize().toString(),
        headline(progress),
        progress,
        rows(arms).values().stream().toList(),
        arms.stream()
            .filter(arm -> !arm.events().isEmpty())
            .max(Comparator.comparing(LiveStore::lastEvent))
            .map(arm -> RowKey.of(arm.spec()).key())
            .orElse(""),
        summary.of(arms),
        contents.problems());
  }

  /**
   * The curves of a row.
   *
   * @param key of the row
   * @return of the newest attempt of each of its seeds; empty for a key that no row has
   */
  synchronized Optional<CurveSet> curves(String key) {
    List<ArmRecord> arms = look();
    List<ArmRecord> own =
        newest(arms).stream().filter(arm -> RowKey.of(arm.spec()).key().equals(key)).toList();
    return Optional.ofNullable(rows(arms).get(key)).map(row -> CurveSet.of(row.name(), own));
  }

  private List<ArmRecord> look() {
    if (System.nanoTime() - lookedAt >= LOOK_NANOS) {
      contents = watch.look();
      lookedAt = System.nanoTime();
    }
    return contents.arms();
  }

  private static Instant lastEvent(ArmRecord arm) {
    return arm.events().get(arm.events().size() - 1).at();
  }

  private static Map<String, RowKey> rows(List<ArmRecord> arms) {
    Map<String, RowKey> rows = new LinkedHashMap<>();
    for (ArmRecord arm : arms) {
      RowKey row = RowKey.of(arm.spec());
      rows.putIfAbsent(row.key(), row);
    }
    return rows;
  }

  private static List<ArmRecord> newest(List<ArmRecord> arms) {
    Map<String, Integer> attempts = new LinkedHashMap<>();
    arms.forEach(arm -> attempts.merge(seedOf(arm), arm.attempt(), Math::max));
    return arms.stream().filter(arm -> attempts.get(seedOf(arm)) == arm.attempt()).toList();
  }

  private static String seedOf(ArmRecord arm) {
    return RowKey.of(arm.spec()).key() + "/" + arm.spec().seed();
  }

  private static List<ArmProgress> progress(List<ArmRecord> arms, Instant now) {
    List<ArmProgress> all = new ArrayList<>();
    arms.forEach(arm -> all.add(new ArmProgressReader(arm, now).progress()));
    all.addAll(waiting(newest(arms)));
    // The sort is stable: inside a state the order of the store stays.
    all.sort(Comparator.comparing(ArmProgress::state));
    return all;
  }

  /** Arms that another seed of the same row has: seeds are run through the same arms in turn. */
  private static List<ArmProgress> waiting(List<ArmRecord> arms) {
    Map<String, Set<String>> armsOfRow = new TreeMap<>();
    Map<String, Map<String, ArmRecord>> seeds = new LinkedHashMap<>();
    for (ArmRecord arm : arms) {
      String row = RowKey.of(arm.spec()).key();
      armsOfRow.computeIfAbsent(row, r -> new TreeSet<>(Arms.ORDER)).add(arm.spec().arm());
      seeds.computeIfAbsent(seedOf(arm), s -> new TreeMap<>()).put(arm.spec().arm(), arm);
    }
    List<ArmProgress> waiting = new ArrayList<>();
    for (Map<String, ArmRecord> seed : seeds.values()) {
      ArmRecord any = seed.values().iterator().next();
      for (String arm : armsOfRow.get(RowKey.of(any.spec()).key())) {
        if (!seed.containsKey(arm)) {
          waiting.add(waiting(any, arm));
        }
      }
    }
    return waiting;
  }

  private static ArmProgress waiting(ArmRecord sibling, String arm) {
    ArmProgress like = new ArmProgressReader(sibling, Instant.EPOCH).progress();
    String place = like.id().substring(0, like.id().lastIndexOf('/') + 1) + arm;
    return new ArmProgress(
        place,
        like.row(),
        like.name(),
        like.seed(),
        arm,
        RunState.WAITING,
        "",
        0,
        0,
        "",
        "",
        "",
        "");
  }

  private static String headline(List<ArmProgress> arms) {
    if (arms.isEmpty()) {
      return "waiting: no run has begun here yet";
    }
    Map<String, Long> counts =
        arms.stream()
            .collect(
                Collectors.groupingBy(
                    arm -> arm.state().label(), LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
