package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Looks at a store again and again while others write it. An arm is read anew when one of its files
 * has grown or changed, so a look costs little however many arms have finished. An arm whose files
 * do not answer, as on a file system that hangs, is waited for once, and holds up no other one. Not
 * safe for use by several threads.
 */
public final class StoreWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final double MILLIS = 1000;

  /** Each of them keeps a thread: with more of them it is the whole file system that hangs. */
  private static final int MOST_LATE = 8;

  private final RunStore store;
  private final Duration patience;
  private final Reading reading;
  private Map<ArmPath, Seen> seen = new HashMap<>();
  private final Map<ArmPath, Future<Seen>> late = new HashMap<>();
  private ExecutorService reader = reader();

  /**
   * A watch; nothing is read yet.
   *
   * @param store what to look at; its folder may be missing
   */
  public StoreWatch(RunStore store) {
    this(store, PATIENCE, (folder, problems) -> new ArmReader(problems).read(folder));
  }

  StoreWatch(RunStore store, Duration patience, Reading reading) {
    this.store = store;
    this.patience = patience;
    this.reading = reading;
  }

  /** How an arm is read: damaged files become problems. */
  interface Reading {
    Optional<ArmRecord> read(ArmPath folder, List<String> problems);
  }

  /**
   * What stands in the store now, without sensitivity analyses.
   *
   * @return the arms, the same objects as before where nothing has changed; no arms while the
   *     folder is missing. An arm that does not answer is as it was before, and a problem
   * @throws StoreException if the folder cannot be listed, or many arms do not answer
   */
  public StoreContents look() {
    if (!Files.isDirectory(store.root())) {
      seen = new HashMap<>();
      return new StoreContents(List.of(), List.of(), List.of());
    }
    Map<ArmPath, Seen> now = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (ArmPath folder : store.arms(problems)) {
      Optional<Seen> found = inTime(folder);
      if (found.isEmpty()) {
        problems.add(
            folder.path()
                + " did not answer in "
                + patience.toMillis() / MILLIS
                + " s: shown is what it had before that");
      }
      found.or(() -> Optional.ofNullable(seen.get(folder))).ifPresent(one -> now.put(folder, one));
    }
    seen = now;
    List<ArmRecord> arms = new ArrayList<>();
    for (Seen one : now.values()) {
      one.arm.ifPresent(arms::add);
      problems.addAll(one.problems);
    }
    arms.sort(RunStore.ORDER);
    problems.sort(null);
    return new StoreContents(arms, List.of(), problems);
  }

  /** Empty while its files do not answer. */
  private Optional<Seen> inTime(ArmPath folder) {
    Future<Seen> earlier = late.get(folder);
    if (earlier != null && !earlier.isDone()) {
      return Optional.empty();
    }
    // What came late is no less right: another try could be late again.
    late.remove(folder);
    if (earlier == null && late.size() >= MOST_LATE) {
      throw new StoreException(
          "files of " + MOST_LATE + " runs in " + store.root() + " do not answer");
    }
    Seen before = seen.get(folder);
    Future<Seen> coming = earlier == null ? reader.submit(() -> read(folder, before)) : earlier;
    try {
      return Optional.of(coming.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      late.put(folder, coming);
      // Its thread ends when its file answers; the next arms are read by another one.
      reader.shutdown();
      reader = reader();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(new Seen(List.of(), Optional.empty(), List.of(unreadable(folder, e))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("the look at " + store.root() + " was broken off", e);
    }
  }

  private static String unreadable(ArmPath folder, ExecutionException e) {
    return e.getCause() instanceof StoreException known
        ? known.getMessage()
        : folder.path() + " cannot be read (" + e.getCause() + ")";
  }

  private static ExecutorService reader() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "reader of a store");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Reads no more. */
  @Override
  public void close() {
    reader.shutdownNow();
    late.values().forEach(one -> one.cancel(true));
  }

  private Seen read(ArmPath folder, Seen before) {
    // Before the reading: what is written meanwhile is seen at the next look.
    List<Stamp> stamps =
        Stream.of(
                folder.run(), folder.events(), folder.result(), folder.weights(), folder.manifest())
            .map(Stamp::of)
            .toList();
    if (before != null && before.stamps.equals(stamps)) {
      return before;
    }
    List<String> problems = new ArrayList<>();
    Optional<ArmRecord> arm = reading.read(folder, problems);
    return new Seen(stamps, arm, problems);
  }

  private record Seen(List<Stamp> stamps, Optional<ArmRecord> arm, List<String> problems) {}

  /** Size and time of a file; both -1 of one that is not there, or cannot be looked at. */
  private record Stamp(long size, long modified, String fault) {
    static Stamp of(Path file) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(found.size(), found.lastModifiedTime().toMillis(), "");
      } catch (NoSuchFileException e) {
        return new Stamp(-1, -1, "");
      } catch (IOException e) {
        // The reading that follows says so; one run must not hide the others.
        return new Stamp(-1, -1, IoReason.of(e));
      }
    }
  }
}
