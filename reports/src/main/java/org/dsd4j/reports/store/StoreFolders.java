package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.reports.record.RecordLimits;

/**
 * The folders of a store, level by level, since others write meanwhile. A folder that cannot be
 * listed and a link that leads nowhere, or back up, hide what lies behind them and nothing else:
 * each is one line in the problems.
 */
final class StoreFolders {
  private final Path root;
  private final List<String> problems;
  private final List<List<Path>> levels = new ArrayList<>();

  /**
   * Lists nothing yet.
   *
   * @param root the store's folder
   * @param problems gets one line for each folder that cannot be used
   */
  StoreFolders(Path root, List<String> problems) {
    this.root = root;
    this.problems = problems;
    levels.add(List.of(root));
  }

  /**
   * The folders so many levels below the root, by path.
   *
   * @throws StoreException if the root cannot be listed, or there are more folders than a store has
   */
  List<Path> at(int depth) {
    while (levels.size() <= depth) {
      List<Path> next = new ArrayList<>();
      for (Path folder : levels.get(levels.size() - 1)) {
        addFolders(folder, next);
        if (next.size() > RecordLimits.FOLDERS) {
          throw new StoreException(
              root
                  + " has more than "
                  + RecordLimits.FOLDERS
                  + " folders at one depth: it is no store of runs, give the right folder");
        }
      }
      levels.add(next.stream().sorted().toList());
    }
    return levels.get(depth);
  }

  /**
   * Every file that a report is made of, and what stands in the place of one.
   *
   * @return by its name in the store, in the order of the names
   */
  List<Path> records() {
    List<Path> found = new ArrayList<>();
    for (int depth : List.of(StoreLayout.ROW_DEPTH, StoreLayout.DEPTH)) {
      for (Path folder : at(depth)) {
        addRecords(folder, found);
        for (String below : List.of(StoreLayout.EXAMPLES, StoreLayout.WEIGHTS)) {
          Path inside = folder.resolve(below);
          if (Files.isDirectory(inside)) {
            addRecords(inside, found);
          }
        }
      }
    }
    // Paths have another order on each system.
    found.sort((a, b) -> RecordsArchive.name(root, a).compareTo(RecordsArchive.name(root, b)));
    return found;
  }

  private void addRecords(Path folder, List<Path> found) {
    for (Path file : list(folder)) {
      if (StoreLayout.isRecord(RecordsArchive.name(root, file))) {
        found.add(file);
      }
    }
  }

  private void addFolders(Path folder, List<Path> found) {
    for (Path entry : list(folder)) {
      if (isOther(folder, entry)) {
        continue;
      }
      try {
        if (!Files.readAttributes(entry, BasicFileAttributes.class).isDirectory()) {
          checkNoRuns(folder, entry);
        } else if (!leadsBack(folder, entry)) {
          found.add(entry);
        }
      } catch (NoSuchFileException e) {
        // A temporary file is gone before it is looked at; a link stays and leads nowhere.
        if (Files.isSymbolicLink(entry)) {
          problems.add(entry + " is a link to something that is missing: mend or remove it");
        }
      } catch (IOException e) {
        problems.add(
            "cannot look at " + entry + ": " + IoReason.of(e) + "; what is in it is left out");
      }
    }
  }

  /** What the store keeps beside its runs, and what editors and systems leave in a folder. */
  private boolean isOther(Path folder, Path entry) {
    String name = StoreLayout.name(entry);
    return name.startsWith(".")
        || (folder.equals(root)
            && (name.equals(StoreLayout.CACHE) || name.equals(StoreLayout.REPORT)));
  }

  /** A file under the name of a folder hides the runs that were there. */
  private void checkNoRuns(Path folder, Path entry) {
    String name = StoreLayout.name(entry);
    // The names of scales, rows, engines and arms have no dot; those of seeds may have.
    boolean inPlaceOfRuns =
        !folder.equals(root) && (!name.contains(".") || SeedName.parse(name).isPresent());
    if (inPlaceOfRuns) {
      problems.add(entry + " is no folder, but has the name of one with runs: move it away");
    }
  }

  private boolean leadsBack(Path folder, Path entry) throws IOException {
    boolean back =
        Files.isSymbolicLink(entry) && folder.toRealPath().startsWith(entry.toRealPath());
    if (back) {
      problems.add(entry + " is a link to a folder that it lies in: remove it");
    }
    return back;
  }

  private List<Path> list(Path folder) {
    RecordFile.checkNotCancelled(folder);
    // A walk over the tree would fail on a temporary file that is gone before it is looked at.
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      List<Path> found = new ArrayList<>();
      entries.forEach(found::add);
      return found;
    } catch (NoSuchFileException e) {
      if (folder.equals(root)) {
        throw RunStore.missing(root);
      }
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      IOException cause =
          e instanceof DirectoryIteratorException d ? d.getCause() : (IOException) e;
      String problem = "cannot list the folder " + folder + ": " + IoReason.of(cause);
      if (folder.equals(root)) {
        throw new StoreException(problem, e);
      }
      problems.add(problem + "; what is in it is left out");
      return List.of();
    }
  }
}
