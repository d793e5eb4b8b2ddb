package org.dsd4j.datasets.classfolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;

/** What the folders of a split hold that is not read, by reason. */
final class LeftOut {

  /** Formats of pictures that are not read. */
  private static final Set<String> OTHER_FORMATS =
      Set.of(
          "webp", "bmp", "gif", "jfif", "jpe", "jif", "jp2", "jxl", "tif", "tiff", "heic", "heif",
          "avif", "ppm", "pgm", "pbm", "pnm", "tga", "ico", "svg");

  private static final int DEEPEST = 16;
  private static final char UNDECODED = '\ufffd';

  private final Path folder;
  private final ProblemSample formats = new ProblemSample();
  private final ProblemSample nested = new ProblemSample();
  private final ProblemSample nestedClasses = new ProblemSample();
  private final ProblemSample loose = new ProblemSample();
  private final ProblemSample dangling = new ProblemSample();
  private final ProblemSample danglingClasses = new ProblemSample();
  private final ProblemSample undecoded = new ProblemSample();
  private final ProblemSample undecodedClasses = new ProblemSample();
  private final ProblemSample others = new ProblemSample();

  /** Nothing so far. */
  LeftOut(Path folder) {
    this.folder = folder;
  }

  /** Whether Java can find the entry again by its name. */
  static boolean isDecoded(Path entry) {
    String name = entry.getFileName().toString();
    if (name.indexOf(UNDECODED) < 0) {
      return true;
    }
    try {
      return entry.resolveSibling(name).equals(entry);
    } catch (InvalidPathException unmappable) {
      return false;
    }
  }

  void undecodedClass(String name) {
    undecodedClasses.add(name);
  }

  void undecoded(String name) {
    undecoded.add(name);
  }

  void loose(String name) {
    loose.add(name);
  }

  /** An entry beside the class folders that is no folder. */
  void besideClasses(Path entry) {
    String name = entry.getFileName().toString();
    if (isDangling(entry)) {
      danglingClasses.add(name);
    } else if (isOtherFormat(name)) {
      loose.add(name);
    } else {
      others.add(name);
    }
  }

  static boolean isDangling(Path entry) {
    return !Files.exists(entry) && Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * An entry among the pictures of a class.
   *
   * @param alone whether the class has no pictures that are read
   */
  void amongPictures(Path entry, boolean alone) {
    String name = entry.getParent().getFileName() + "/" + entry.getFileName();
    if (Files.isDirectory(entry)) {
      int before = nested.count();
      ProblemSample deeper = alone ? new ProblemSample() : nested;
      addPictures(entry, deeper);
      if (alone && deeper.any()) {
        nestedClasses.add(name);
      } else if (nested.count() == before) {
        others.add(name);
      }
    } else if (isDangling(entry)) {
      dangling.add(name);
    } else if (isOtherFormat(name)) {
      formats.add(name);
    } else {
      others.add(name);
    }
  }

  private static void addPictures(Path deeper, ProblemSample found) {
    Path folder = deeper.getParent().getParent();
    try (Stream<Path> entries = Files.walk(deeper, DEEPEST)) {
      entries
          .map(entry -> folder.relativize(entry).toString())
          .filter(name -> FolderTree.isPicture(name) || isOtherFormat(name))
          .sorted()
          .forEach(found::add);
    } catch (IOException | UncheckedIOException unreadable) {
      found.add(folder.relativize(deeper) + " (cannot be listed)");
    }
  }

  private static boolean isOtherFormat(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && OTHER_FORMATS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** How many classes are left out because their pictures are all in sub-folders. */
  int classes() {
    return nestedClasses.count();
  }

  /**
   * Adds a line for each reason: classes that are left out make a corpus unusable; single pictures
   * are tolerated up to a share; what is no picture is only named.
   *
   * @param kept pictures that are read
   */
  void report(int kept, DataProblems problems) {
    problems.addFatal(
        nestedClasses,
        "%s: classes whose pictures are all in sub-folders: %d (%s); move them up into the folders of their classes"
            .formatted(folder, nestedClasses.count(), nestedClasses));
    problems.addFatal(
        danglingClasses,
        "%s: links that lead nowhere in the place of classes: %d (%s); mend or remove them"
            .formatted(folder, danglingClasses.count(), danglingClasses));
    problems.addFatal(
        undecodedClasses,
        "%s: class folders whose names are not in %s: %d (%s); %s"
            .formatted(folder, encoding(), undecodedClasses.count(), undecodedClasses, renaming()));
    tolerate(formats, kept, "pictures that are not .jpg, .jpeg or .png", "convert them", problems);
    tolerate(nested, kept, "pictures in sub-folders of classes", "move them up", problems);
    tolerate(loose, kept, "pictures beside the class folders", "move each into one", problems);
    tolerate(dangling, kept, "links that lead nowhere", "mend or remove them", problems);
    tolerate(undecoded, kept, "files whose names are not in " + encoding(), renaming(), problems);
    if (others.any()) {
      problems
          .tolerated()
          .add("%s: files that are no pictures: %d (%s)".formatted(folder, others.count(), others));
    }
  }

  private void tolerate(
      ProblemSample what, int kept, String words, String remedy, DataProblems problems) {
    problems.addTolerated(
        what,
        kept + what.count(),
        "%s: %s: %d of %d (%s); %s"
            .formatted(folder, words, what.count(), kept + what.count(), what, remedy));
  }

  private static String encoding() {
    return System.getProperty("sun.jnu.encoding", "UTF-8") + ", the encoding of this process";
  }

  private static String renaming() {
    boolean unicode =
        System.getProperty("sun.jnu.encoding", "UTF-8")
            .equalsIgnoreCase(StandardCharsets.UTF_8.name());
    return unicode ? "rename them" : "set LC_ALL=C.UTF-8, or rename them";
  }
}
