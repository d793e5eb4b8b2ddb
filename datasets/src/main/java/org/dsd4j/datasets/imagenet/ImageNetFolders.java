package org.dsd4j.datasets.imagenet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.PassedOver;
import org.dsd4j.datasets.classfolder.ClassHoldout;
import org.dsd4j.datasets.classfolder.FolderTree;
import org.dsd4j.datasets.classfolder.PictureList;

/**
 * Opens ILSVRC-2012 as it is usually distributed.
 *
 * <pre>
 * train/n01440764/n01440764_10026.JPEG ...      a folder for each class
 * val/n01440764/ILSVRC2012_val_00000293.JPEG    the same, or
 * val/ILSVRC2012_val_00000001.JPEG ...          all in one folder, with a ground truth
 * </pre>
 *
 * <p>{@code val} may also be called {@code validation}. The ground truth of a flat folder, looked
 * for beside {@code train} and in {@code val}, is one of two, and where both are there they must
 * agree:
 *
 * <ul>
 *   <li>the devkit's {@code ILSVRC2012_validation_ground_truth.txt}: line n is the ILSVRC2012_ID,
 *       from 1, of the n-th picture by name. It needs {@code synsets.txt}, whose line k is the wnid
 *       of ID k, as the devkit's {@code meta.mat} has it. That is <em>not</em> the sorted order: ID
 *       1 is n02119789, not n01440764. A list of 1,000 in sorted order, such as the {@code
 *       synsets.txt} of Caffe, is refused, because every label would silently be wrong.
 *   <li>Caffe's {@code val.txt}: lines of a file name and a label, from 0, in the order of the
 *       sorted wnids.
 * </ul>
 *
 * <p>Labels follow the standard order: all wnids sorted. With {@code synsets.txt}, in any order,
 * the classes are all of its wnids, so that a tree with some of the classes has the labels of the
 * full one, and fits a network of 1,000 outputs; without it, they are the folders of {@code train}.
 * A list may say more on each line after the wnid. Fewer than 1,000 classes are accepted, more are
 * refused.
 *
 * <p>The test split is ILSVRC's validation set, because the labels of its test set are not public;
 * the validation split is set aside from training, so that nothing is chosen on what is reported.
 * Pictures for training are random crops, those for test the middle: see {@link
 * org.dsd4j.datasets.ImageDataset#trainingPixels}. Pictures are decoded on each call. CMYK JPEGs
 * become RGB, PNGs named .JPEG are read as PNGs, orientation tags are ignored.
 *
 * <p>Memory: about 36 bytes for each file, 46 MB for all 1.28 million.
 */
public final class ImageNetFolders {

  /** Number of classes of ILSVRC-2012. */
  public static final int CLASSES = 1000;

  /** Share of the training files of each class that is set aside for validation: 1 %, 13 files. */
  public static final double DEFAULT_VALIDATION_SHARE = 0.01;

  private static final List<String> VALIDATION_FOLDERS = List.of("val", "validation");

  private ImageNetFolders() {}

  /**
   * How pictures are cut out and which are set aside.
   *
   * @param side height and width of every picture, at least 1
   * @param shorterSide what the shorter side of a test picture is scaled to before its middle is
   *     cut out, at least {@code side}
   * @param validationShare share of the training files of each class, in [0, 1), that is taken out
   *     of training; at least one file of each class where the share is above 0 and it has two
   * @param seed chooses these files
   */
  public record Settings(int side, int shorterSide, double validationShare, long seed) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one does not hold
     */
    public Settings {
      if (side < 1 || shorterSide < side) {
        throw new IllegalArgumentException(
            "a picture needs a side of at least 1 and is cut out of one at least as large, but side is %d and shorterSide %d"
                .formatted(side, shorterSide));
      }
      new ClassHoldout(validationShare, seed); // Checks the share.
    }

    /**
     * 224 pixels out of 256, and 1 % for validation.
     *
     * @param seed chooses the validation files
     * @return the usual settings
     */
    public static Settings defaults(long seed) {
      return ofSide(224, seed);
    }

    /**
     * Pictures of another size, cut out of ones that are larger by the usual 256 / 224.
     *
     * @param side height and width of every picture, at least 1
     * @param seed chooses the validation files
     * @return the usual settings but for the size
     */
    public static Settings ofSide(int side, long seed) {
      return new Settings(
          side, (int) Math.round(side * 256 / 224.0), DEFAULT_VALIDATION_SHARE, seed);
    }
  }

  /**
   * Opens the corpus.
   *
   * @param dir holds {@code train} and {@code val}
   * @param settings how pictures are cut out and which are set aside
   * @return three splits that share no file
   * @throws DataException with one line for each problem of folders and lists
   */
  public static ImageCorpus open(Path dir, Settings settings) {
    requireFolder(dir);
    DataProblems problems = new DataProblems();
    FolderTree train = FolderTree.list(dir, List.of("train"), problems);
    Optional<Path> held = validationFolder(dir, problems.fatal());
    List<Path> places = held.map(folder -> List.of(dir, folder)).orElse(List.of(dir));
    Optional<Synsets> synsets = Synsets.find(places, problems.fatal());
    ImageNetClasses classes = ImageNetClasses.of(train, synsets, problems.fatal());
    Optional<PictureList> test =
        held.map(folder -> new ValidationSet(dir, folder, places, classes).list(train, problems));
    problems.throwIfFatal(train.size() + test.map(PictureList::size).orElse(0));
    return corpus(dir, settings, classes, train, test.orElseThrow(), problems.passedOver());
  }

  private static ImageCorpus corpus(
      Path dir,
      Settings settings,
      ImageNetClasses classes,
      FolderTree train,
      PictureList test,
      PassedOver passedOver) {
    ClassHoldout holdout = new ClassHoldout(settings.validationShare(), settings.seed());
    PictureList learn = train.pick(dir, classes::label, holdout, false);
    PictureList choose = train.pick(dir, classes::label, holdout, true);
    return new ImageCorpus(
        "imagenet",
        "ILSVRC-2012 layout, %d of its %d classes, random crops of %d pixels for training: %d train, %d validation (set aside from train), %d test (the ILSVRC validation pictures)"
            .formatted(
                classes.names().size(),
                CLASSES,
                settings.side(),
                learn.size(),
                choose.size(),
                test.size()),
        images(learn, classes, settings),
        images(choose, classes, settings),
        images(test, classes, settings),
        passedOver);
  }

  private static ImageNetImages images(
      PictureList files, ImageNetClasses classes, Settings settings) {
    return new ImageNetImages(
        files, classes.names(), ImageSize.rgb(settings.side()), settings.shorterSide());
  }

  private static void requireFolder(Path dir) {
    if (!Files.isDirectory(dir)) {
      throw new DataException(
          "%s: %s; give the folder that holds train/<wnid>/ and val/"
              .formatted(dir, Files.exists(dir) ? "is a file" : "no such folder"));
    }
  }

  private static Optional<Path> validationFolder(Path dir, List<String> problems) {
    Optional<Path> found =
        VALIDATION_FOLDERS.stream().map(dir::resolve).filter(Files::isDirectory).findFirst();
    if (found.isEmpty()) {
      problems.add(
          "%s: no folder named %s; make one that holds the 50,000 validation pictures"
              .formatted(dir, String.join(" or ", VALIDATION_FOLDERS)));
    }
    return found;
  }
}
