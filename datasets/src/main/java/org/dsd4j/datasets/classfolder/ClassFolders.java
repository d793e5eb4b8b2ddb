package org.dsd4j.datasets.classfolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.PassedOver;

/**
 * Opens a corpus of the layout {@code {train,test}/<class>/<files>}.
 *
 * <p>Without a {@code test} folder, {@code val} or {@code validation} takes its place, as in
 * ImageNet; the validation split comes from the training files all the same, so that nothing is
 * chosen on the pictures that are reported. Files end in .jpg, .jpeg or .png in any case; other
 * pictures, those in sub-folders and links that lead nowhere are passed over, counted, and past a
 * share refused. Names that start with a dot are ignored. Examples are sorted by class and file
 * name in the order of {@link org.dsd4j.datasets.NameOrder}, the same on every file system.
 *
 * <p>Colours: CMYK becomes RGB, grey is repeated in three channels without the change of brightness
 * that the JDK applies, palettes are looked up, 16 bits are rounded to 8, transparency and embedded
 * colour profiles are ignored, as the usual loaders do. Size: the picture is scaled until it just
 * covers the target, averaging areas when it shrinks and interpolating when it grows, and the
 * middle is cut out.
 */
public final class ClassFolders {

  /** Share of the training files that is set aside for validation by default: 10 %. */
  public static final double DEFAULT_VALIDATION_SHARE = 0.10;

  private static final List<String> TEST_FOLDERS = List.of("test", "val", "validation");

  private ClassFolders() {}

  /**
   * How pictures are kept.
   *
   * @param cacheBytes most memory for decoded pictures, over all three splits; 0 for none
   */
  public record Settings(long cacheBytes) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Settings {
      if (cacheBytes < 0) {
        throw new IllegalArgumentException("cacheBytes must not be negative but was " + cacheBytes);
      }
    }

    /**
     * Up to 512 MiB of decoded pictures.
     *
     * @return the default
     */
    public static Settings defaults() {
      return new Settings(512L << 20);
    }
  }

  /**
   * Opens a corpus with the default settings.
   *
   * @param dir holds {@code train} and {@code test}
   * @param size to scale every picture to; 3 channels
   * @param validationShare share of the training files of each class, in [0, 1), that is taken out
   *     of training; at least one file of each class where the share is above 0 and it has two
   * @param seed chooses these files
   * @return three splits that share no file
   * @throws DataException with one line for each problem of the folders
   */
  public static ImageCorpus open(Path dir, ImageSize size, double validationShare, long seed) {
    return open(dir, size, validationShare, seed, Settings.defaults());
  }

  /**
   * Opens a corpus.
   *
   * @param dir holds {@code train} and {@code test}
   * @param size to scale every picture to; 3 channels
   * @param validationShare as above
   * @param seed chooses the validation files
   * @param settings how pictures are kept
   * @return three splits that share no file
   * @throws DataException with one line for each problem of the folders
   */
  public static ImageCorpus open(
      Path dir, ImageSize size, double validationShare, long seed, Settings settings) {
    ClassHoldout holdout = new ClassHoldout(validationShare, seed);
    if (size.channels() != 3) {
      throw new IllegalArgumentException("pictures are read as 3 channels, not " + size.channels());
    }
    requireFolder(dir);
    DataProblems problems = new DataProblems();
    FolderTree train = FolderTree.list(dir, List.of("train"), problems);
    FolderTree test = FolderTree.list(dir, TEST_FOLDERS, problems);
    train.requireSameClasses(test, problems.fatal());
    if (train.readable() && train.files().size() == 1) {
      problems
          .fatal()
          .add(
              "%s: %s is the only class; add a folder for each other class"
                  .formatted(train.folder(), train.files().firstKey()));
    }
    problems.throwIfFatal(train.size() + test.size());
    return corpus(dir, size, settings, new Found(train, test, problems.passedOver()), holdout);
  }

  /** What the folders hold. */
  private record Found(FolderTree train, FolderTree test, PassedOver passedOver) {}

  private static ImageCorpus corpus(
      Path dir, ImageSize size, Settings settings, Found found, ClassHoldout holdout) {
    FolderTree train = found.train;
    List<String> classes = List.copyOf(train.classNames());
    PixelBudget budget = new PixelBudget(settings.cacheBytes());
    FolderImages learn =
        new FolderImages(train.pick(dir, classes::indexOf, holdout, false), size, classes, budget);
    FolderImages choose =
        new FolderImages(train.pick(dir, classes::indexOf, holdout, true), size, classes, budget);
    FolderImages report =
        new FolderImages(found.test.all(dir, classes::indexOf), size, classes, budget);
    Path name = dir.toAbsolutePath().normalize().getFileName();
    return new ImageCorpus(
        name == null ? "pictures" : name.toString(),
        "%d picture files in %d classes, scaled to %d x %d pixels: %d train, %d validation, %d test"
            .formatted(
                learn.size() + choose.size() + report.size(),
                classes.size(),
                size.height(),
                size.width(),
                learn.size(),
                choose.size(),
                report.size()),
        learn,
        choose,
        report,
        found.passedOver);
  }

  private static void requireFolder(Path dir) {
    if (!Files.exists(dir)) {
      throw new DataException(
          dir + ": no such folder; give the folder that holds train/<class>/ and test/<class>/");
    }
    if (!Files.isDirectory(dir)) {
      throw new DataException(
          dir + " is a file; give the folder that holds train/<class>/ and test/<class>/");
    }
  }
}
