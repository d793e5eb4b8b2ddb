package org.dsd4j.reports.live;

import java.nio.file.Path;
import java.time.Duration;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.StoreContents;
import org.dsd4j.reports.store.StoreException;
import org.dsd4j.reports.store.StoreWatch;
import org.dsd4j.reports.text.Durations;

/**
 * A store as it is now, for any number of pages: whatever their number, the files are looked at no
 * more than twice a second, and by one thread, for which nobody waits longer than a moment.
 */
final class LiveStore implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final StoreContents NOTHING = new StoreContents(List.of(), List.of(), List.of());

  private final Path root;
  private final StoreWatch watch;
  private final LiveSummary summary;
  private final Background background;
  private final Duration patience;
  private CompletableFuture<StoreContents> look = CompletableFuture.completedFuture(NOTHING);
  private StoreContents last = NOTHING;
  private long lookedAt = System.nanoTime() - LOOK_NANOS;

  /**
   * Looks at nothing yet.
   *
   * @param root the store's folder, which may be missing
   * @param background does the looking
   */
  LiveStore(Path root, Background background) {
    this(root, background, new StoreWatch(new RunStore(root)), PATIENCE);
  }

  LiveStore(Path root, Background background, StoreWatch watch, Duration patience) {
    this.root = root;
    this.background = background;
    this.watch = watch;
    this.patience = patience;
    this.summary = new LiveSummary(new RunStore(root), background);
  }

  /** What the page shows, but for its curves. */
  CompletableFuture<LiveState> state() {
    return contents().thenCompose(now -> background.answer(() -> state(now)));
  }

  private LiveState state(StoreContents contents) {
    List<String> problems = new ArrayList<>(contents.problems());
    List<ArmRecord> arms = new ArrayList<>();
    List<ArmProgress> progress = progress(contents.arms(), arms, problems);
    List<SummaryLine> lines = summary.of(arms);
    summary.problem().ifPresent(problems::add);
    return new LiveState(
        root.toAbsolutePath().normalize().toString(),
        headline(progress, problems),
        progress,
        rows(arms).values().stream().toList(),
        arms.stream()
            .filter(arm -> !arm.events().isEmpty())
            .max(Comparator.comparing(LiveStore::lastEvent))
            .map(arm -> RowKey.of(arm.spec()).key())
            .orElse(""),
        lines,
        problems);
  }

  /**
   * The curves of a row.
   *
   * @param key of the row
   * @return of the newest attempt of each of its seeds; empty for a key that no row has
   */
  CompletableFuture<Optional<CurveSet>> curves(String key) {
    return contents().thenCompose(now -> background.answer(() -> curves(now.arms(), key)));
  }

  private static Optional<CurveSet> curves(List<ArmRecord> arms, String key) {
    List<ArmRecord> own =
        newest(arms).stream().filter(arm -> RowKey.of(arm.spec()).key().equals(key)).toList();
    return Optional.ofNullable(rows(arms).get(key)).map(row -> CurveSet.of(row.name(), own));
  }

  /** As the store is now or was within half a second; where it does not answer, as it was last. */
  private CompletableFuture<StoreContents> contents() {
    CompletableFuture<StoreContents> now = look();
    return now.isDone()
        ? now
        : now.<Optional<StoreContents>>thenApply(Optional::of)
            .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
            .thenApply(found -> found.orElseGet(this::lastKnown));
  }

  private synchronized CompletableFuture<StoreContents> look() {
    if (look.isDone() && System.nanoTime() - lookedAt >= LOOK_NANOS) {
      lookedAt = System.nanoTime();
      look = background.start(watch::look).handle(this::looked);
    }
    return look;
  }

  private synchronized StoreContents looked(StoreContents found, Throwable failure) {
    lookedAt = System.nanoTime();
    if (failure == null) {
      last = found;
      return found;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return lastWith(cause instanceof StoreException ? cause.getMessage() : "cannot look: " + cause);
  }

  private synchronized StoreContents lastKnown() {
    double seconds = (System.nanoTime() - lookedAt) / (double) TimeUnit.SECONDS.toNanos(1);
    return lastWith(
        "still reading: "
            + root
            + " has not answered for "
            + Durations.of(Math.max(0, seconds))
            + "; shown is its last state");
  }

  private StoreContents lastWith(String problem) {
    List<String> problems = new ArrayList<>(last.problems());
    problems.add(0, problem);
    return new StoreContents(last.arms(), List.of(), problems);
  }

  /** Looks no more. */
  @Override
  public void close() {
    watch.close();
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

  /** Of every arm; one that cannot be shown is a problem by its name, and the others are shown. */
  private static List<ArmProgress> progress(
      List<ArmRecord> arms, List<ArmRecord> shown, List<String> problems) {
    Instant now = Instant.now();
    List<ArmProgress> all = new ArrayList<>();
    for (ArmRecord arm : arms) {
      try {
        all.add(new ArmProgressReader(arm, now).progress());
        shown.add(arm);
      } catch (RuntimeException e) {
        problems.add(RowKey.place(arm) + " cannot be shown (" + e + "): look at its records");
      }
    }
    all.addAll(waiting(newest(shown)));
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

  private static String headline(List<ArmProgress> arms, List<String> problems) {
    if (arms.isEmpty() && !problems.isEmpty()) {
      return "nothing to show yet: see the problems";
    }
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
