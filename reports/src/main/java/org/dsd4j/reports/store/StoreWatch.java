package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at a store again and again while others write it. An arm is read anew when one of its files
 * has grown or changed, so a look costs little however many arms have finished. Not safe for use by
 * several threads.
 */
public final class StoreWatch {
  private final RunStore store;
  private Map<ArmPath, Seen> seen = new HashMap<>();

  /**
   * A watch; nothing is read yet.
   *
   * @param store what to look at; its folder may be missing
   */
  public StoreWatch(RunStore store) {
    this.store = store;
  }

  /**
   * What stands in the store now, without sensitivity analyses.
   *
   * @return the arms, the same objects as before where nothing has changed; no arms while the
   *     folder is missing
   * @throws StoreException if the root cannot be listed
   */
  public StoreContents look() {
    if (!Files.isDirectory(store.root())) {
      seen = new HashMap<>();
      return new StoreContents(List.of(), List.of(), List.of());
    }
    Map<ArmPath, Seen> now = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (ArmPath folder : store.arms(problems)) {
      // Before the reading: what is written meanwhile is seen at the next look.
      List<Stamp> stamps = stamps(folder);
      Seen before = seen.get(folder);
      now.put(
          folder, before != null && before.stamps.equals(stamps) ? before : read(folder, stamps));
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

  private static List<Stamp> stamps(ArmPath arm) {
    return Stream.of(arm.run(), arm.events(), arm.result(), arm.weights(), arm.manifest())
        .map(Stamp::of)
        .toList();
  }

  private static Seen read(ArmPath folder, List<Stamp> stamps) {
    List<String> problems = new ArrayList<>();
    Optional<ArmRecord> arm = new ArmReader(problems).read(folder);
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
