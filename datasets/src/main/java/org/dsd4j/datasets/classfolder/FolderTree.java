package org.dsd4j.datasets.classfolder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.NameOrder;

/**
 * Classes and files of one split. A class without pictures has an empty list. Pictures are
 * recognised by their extension alone, without an access to each file: on a network drive a million
 * accesses take longer than an epoch.
 *
 * @param folder that holds the split
 * @param readable whether it could be listed and holds a class; if not, the reason is among the
 *     problems
 * @param files names of the picture files by class name, both in the order of {@link NameOrder}; 4
 *     bytes each in addition to the letters
 */
public record FolderTree(Path folder, boolean readable, SortedMap<String, List<String>> files) {

  private static final List<String> EXTENSIONS = List.of(".jpg", ".jpeg", ".png");

  /** With more than these, a folder is a list of pictures, and none is a class named as one. */
  private static final int MOST_CLASSES_NAMED_AS_PICTURES = 1000;

  /**
   * Lists the first of some folders that exists.
   *
   * @param dir the folder of the corpus
   * @param names folders below it
   * @param problems gets a line for each problem
   * @return what was found
   */
  public static FolderTree list(Path dir, List<String> names, DataProblems problems) {
    for (String name : names) {
      Path folder = dir.resolve(name);
      if (Files.isDirectory(folder)) {
        return list(folder, problems);
      }
    }
    problems
        .fatal()
        .add(
            "%s: no folder named %s; make one that holds a folder of pictures for each class"
                .formatted(dir, String.join(" or ", names)));
    return new FolderTree(dir.resolve(names.get(0)), false, new TreeMap<>());
  }

  /**
   * Lists a folder.
   *
   * @param folder holds a folder for each class
   * @param problems gets a line for each problem, and for what is passed over
   * @return what was found
   */
  public static FolderTree list(Path folder, DataProblems problems) {
    SortedMap<String, List<String>> files = new TreeMap<>(NameOrder.BY_CODE_POINTS);
    int before = problems.fatal().size();
    LeftOut leftOut = new LeftOut(folder);
    List<Path> entries = entries(folder, problems);
    boolean few =
        entries.stream().filter(entry -> isPicture(name(entry))).count()
            <= MOST_CLASSES_NAMED_AS_PICTURES;
    for (Path entry : entries) {
      String name = name(entry);
      if (isPicture(name) && !(few && Files.isDirectory(entry))) {
        leftOut.loose(name);
      } else if (!LeftOut.isDecoded(entry)) {
        leftOut.undecodedClass(name);
      } else if (Files.isDirectory(entry)) {
        files.put(name, picturesOfClass(entry, leftOut, problems));
      } else {
        leftOut.besideClasses(entry);
        if (LeftOut.isDangling(entry)) {
          files.put(name, List.of()); // The other split need not say that the class is missing.
        }
      }
    }
    FolderTree tree = new FolderTree(folder, !files.isEmpty(), files);
    leftOut.report(tree.size(), problems);
    if (files.isEmpty() && problems.fatal().size() == before) {
      problems
          .fatal()
          .add(folder + ": no class folders; make one folder of pictures for each class");
    }
    return tree;
  }

  private static List<String> picturesOfClass(Path folder, LeftOut leftOut, DataProblems problems) {
    int unreadable = problems.fatal().size();
    int before = leftOut.classes();
    List<String> pictures = pictures(folder, leftOut, problems);
    if (pictures.isEmpty()
        && unreadable == problems.fatal().size()
        && before == leftOut.classes()) {
      problems
          .fatal()
          .add(
              "%s: no .jpg, .jpeg or .png file; add pictures or remove the folder"
                  .formatted(folder));
    }
    return pictures;
  }

  /**
   * Names of the picture files that are directly in a folder.
   *
   * @param folder to be listed
   * @param problems gets a line if it cannot be listed, and for what is passed over
   * @return in the order of {@link NameOrder}; 4 bytes each in addition to the letters
   */
  public static List<String> pictures(Path folder, DataProblems problems) {
    LeftOut leftOut = new LeftOut(folder);
    List<String> pictures = pictures(folder, leftOut, problems);
    leftOut.report(pictures.size(), problems);
    return pictures;
  }

  /**
   * Whether a folder that can be listed holds picture files itself.
   *
   * @param folder to be listed
   * @return whether a name in it is that of a picture
   */
  public static boolean hasPictures(Path folder) {
    return entries(folder, new DataProblems()).stream().anyMatch(entry -> isPicture(name(entry)));
  }

  /**
   * Names of the picture files in a folder, and in the folders directly below it.
   *
   * @param folder to be listed
   * @param problems gets a line for each folder that cannot be listed, and for what is passed over
   * @return names by the path of their folder: empty, or one name and a slash
   */
  public static Map<String, List<String>> picturesBelow(Path folder, DataProblems problems) {
    Map<String, List<String>> found = new TreeMap<>(NameOrder.BY_CODE_POINTS);
    List<Path> others = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Path entry : entries(folder, problems)) {
      if (isPicture(name(entry))) {
        names.add(name(entry));
      } else {
        others.add(entry);
      }
    }
    LeftOut leftOut = new LeftOut(folder);
    found.put("", new PackedNames(names));
    for (Path entry : others) {
      if (Files.isDirectory(entry)) {
        found.put(name(entry) + "/", pictures(entry, problems));
      } else {
        leftOut.amongPictures(entry, false);
      }
    }
    leftOut.report(names.size(), problems);
    return found;
  }

  private static List<String> pictures(Path folder, LeftOut leftOut, DataProblems problems) {
    List<String> names = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    for (Path entry : entries(folder, problems)) {
      if (!isPicture(name(entry))) {
        others.add(entry);
      } else if (LeftOut.isDecoded(entry)) {
        names.add(name(entry));
      } else {
        leftOut.undecoded(name(entry));
      }
    }
    others.forEach(entry -> leftOut.amongPictures(entry, names.isEmpty()));
    names.sort(NameOrder.BY_CODE_POINTS);
    return new PackedNames(names);
  }

  private static String name(Path entry) {
    return entry.getFileName().toString();
  }

  /**
   * The entries of a folder that are not hidden, sorted, since the order of file systems differs.
   */
  private static List<Path> entries(Path folder, DataProblems problems) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        if (!name(child).startsWith(".")) {
          entries.add(child);
        }
      }
    } catch (AccessDeniedException denied) {
      problems.fatal().add(folder + ": not readable; give this user permission to list it");
    } catch (IOException | DirectoryIteratorException failure) {
      problems.fatal().add("%s: cannot be listed (%s); check the disk".formatted(folder, failure));
    }
    entries.sort(Comparator.comparing(FolderTree::name, NameOrder.BY_CODE_POINTS));
    return entries;
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
   * Number of picture files.
   *
   * @return at least 0
   */
  public int size() {
    return files.values().stream().mapToInt(List::size).sum();
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
