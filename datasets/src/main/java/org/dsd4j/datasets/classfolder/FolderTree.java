package org.dsd4j.datasets.classfolder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Classes and files of one split. A class without pictures has an empty list. Pictures are
 * recognised by their extension alone, without an access to each file: on a network drive a million
 * accesses take longer than an epoch.
 *
 * @param folder that holds the split
 * @param readable whether it could be listed and holds a class; if not, the reason is among the
 *     problems
 * @param files names of the picture files by class name, both sorted; 4 bytes each in addition to
 *     the letters
 */
public record FolderTree(Path folder, boolean readable, SortedMap<String, List<String>> files) {

  private static final List<String> EXTENSIONS = List.of(".jpg", ".jpeg", ".png");

  /**
   * Lists the first of some folders that exists.
   *
   * @param dir the folder of the corpus
   * @param names folders below it
   * @param problems gets a line for each problem
   * @return what was found
   */
  public static FolderTree list(Path dir, List<String> names, List<String> problems) {
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

  /**
   * Lists a folder.
   *
   * @param folder holds a folder for each class
   * @param problems gets a line for each problem
   * @return what was found
   */
  public static FolderTree list(Path folder, List<String> problems) {
    SortedMap<String, List<String>> files = new TreeMap<>();
    int before = problems.size();
    for (String name : children(folder, problems)) {
      Path child = folder.resolve(name);
      if (!isPicture(name) && Files.isDirectory(child)) {
        int unreadable = problems.size();
        List<String> pictures = pictures(child, problems);
        files.put(name, pictures);
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

  /**
   * Names of the picture files that are directly in a folder.
   *
   * @param folder to be listed
   * @param problems gets a line if it cannot be listed
   * @return sorted; 4 bytes each in addition to the letters
   */
  public static List<String> pictures(Path folder, List<String> problems) {
    Collection<String> names = children(folder, problems);
    names.removeIf(name -> !isPicture(name));
    return new PackedNames(names);
  }

  /**
   * The entries of a folder that are not hidden, sorted by name, since the order of file systems
   * differs.
   */
  private static Collection<String> children(Path folder, List<String> problems) {
    Collection<String> sorted = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        String name = child.getFileName().toString();
        if (!name.startsWith(".")) {
          sorted.add(name);
        }
      }
    } catch (AccessDeniedException denied) {
      problems.add(folder + ": not readable; give this user permission to list it");
    } catch (IOException | DirectoryIteratorException failure) {
      problems.add("%s: cannot be listed (%s); check the disk".formatted(folder, failure));
    }
    return sorted;
  }

  /**
   * Whether a file name is that of a picture.
   *
   * @param name of a file
   * @return whether it ends in .jpg, .jpeg or .png, in any case
   */
  public static boolean isPicture(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(lower::endsWith);
  }

  /**
   * Compares the classes of two splits.
   *
   * @param other another split of the same corpus
   * @param problems gets a line for each class that only one of the two has
   */
  public void requireSameClasses(FolderTree other, List<String> problems) {
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

  /**
   * Class names in the order of their labels, where a corpus has no other list.
   *
   * @return sorted
   */
  public List<String> classNames() {
    return new ArrayList<>(files.keySet());
  }

  /**
   * All files.
   *
   * @param root the folder of the corpus
   * @param labels the label of each class
   * @return sorted by class and file name
   */
  public PictureList all(Path root, ToIntFunction<String> labels) {
    return pick(root, labels, new ClassHoldout(0, 0), false);
  }

  /**
   * The files that are held out, or all others.
   *
   * @param root the folder of the corpus
   * @param labels the label of each class
   * @param holdout which are held out
   * @param heldOut whether these are wanted
   * @return sorted by class and file name
   */
  public PictureList pick(
      Path root, ToIntFunction<String> labels, ClassHoldout holdout, boolean heldOut) {
    PictureList.Builder list = PictureList.builder(root);
    for (Map.Entry<String, List<String>> entry : files.entrySet()) {
      list.folder(folder.resolve(entry.getKey()), entry.getValue());
      int label = labels.applyAsInt(entry.getKey());
      boolean[] taken = holdout.of(entry.getKey(), entry.getValue().size());
      for (int i = 0; i < taken.length; i++) {
        if (taken[i] == heldOut) {
          list.add(i, label);
        }
      }
    }
    return list.build();
  }
}
