package org.dsd4j.datasets.classfolder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Classes and files of one split. A class without pictures has an empty list.
 *
 * @param folder where the split lies
 * @param readable whether it could be listed; if not, the reason is among the problems
 * @param files picture files by class name, both sorted
 */
record FolderTree(Path folder, boolean readable, SortedMap<String, List<Path>> files) {

  private static final List<String> EXTENSIONS = List.of(".jpg", ".jpeg", ".png");

  /** A picture file and its class. */
  record Example(Path file, int label) {}

  /** Lists the first of the named folders that exists; adds a line for each problem. */
  static FolderTree list(Path dir, List<String> names, List<String> problems) {
    for (String name : names) {
      Path folder = dir.resolve(name);
      if (Files.isDirectory(folder)) {
        return list(folder, problems);
      }
    }
    problems.add(
        "%s: no folder named %s; make one that holds a folder of pictures for each class"
            .formatted(dir, String.join(" or ", names)));
    return new FolderTree(dir.resolve(names.get(0)), false, new TreeMap<>());
  }

  private static FolderTree list(Path folder, List<String> problems) {
    SortedMap<String, List<Path>> files = new TreeMap<>();
    int before = problems.size();
    for (Path child : children(folder, problems)) {
      if (Files.isDirectory(child)) {
        int unreadable = problems.size();
        List<Path> pictures =
            children(child, problems).stream()
                .filter(FolderTree::isPicture)
                .filter(Files::isRegularFile)
                .toList();
        files.put(child.getFileName().toString(), pictures);
        if (pictures.isEmpty() && unreadable == problems.size()) {
          problems.add(
              "%s: no .jpg, .jpeg or .png file; add pictures or remove the folder"
                  .formatted(child));
        }
      }
    }
    if (files.isEmpty() && problems.size() == before) {
      problems.add(folder + ": no class folders; make one folder of pictures for each class");
    }
    return new FolderTree(folder, !files.isEmpty(), files);
  }

  /** Whatever lies in a folder and is not hidden, sorted by name and not by the system's whim. */
  private static List<Path> children(Path folder, List<String> problems) {
    SortedMap<String, Path> sorted = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        String name = child.getFileName().toString();
        if (!name.startsWith(".")) {
          sorted.put(name, child);
        }
      }
    } catch (AccessDeniedException denied) {
      problems.add(folder + ": not readable; give this user permission to list it");
    } catch (IOException | DirectoryIteratorException failure) {
      problems.add("%s: cannot be listed (%s); check the disk".formatted(folder, failure));
    }
    return List.copyOf(sorted.values());
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  /** Adds a line for each class that only one of the two splits has. */
  void requireSameClasses(FolderTree other, List<String> problems) {
    if (readable && other.readable) {
      requireClassesOf(other, problems);
      other.requireClassesOf(this, problems);
    }
  }

  private void requireClassesOf(FolderTree other, List<String> problems) {
    for (String name : other.files.keySet()) {
      if (!files.containsKey(name)) {
        problems.add(
            "%s: class %s is missing, but %s has it; add it or remove it there"
                .formatted(folder, name, other.folder));
      }
    }
  }

  /** All files; the label is the place of the class in the sorted names. */
  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    int label = 0;
    for (Map.Entry<String, List<Path>> entry : files.entrySet()) {
      for (Path file : entry.getValue()) {
        examples.add(new Example(file, label));
      }
      label++;
    }
    return examples;
  }
}
