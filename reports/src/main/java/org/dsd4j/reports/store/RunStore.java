package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All records under one folder, laid out as the package's description says. A store has no open
 * files of its own.
 */
public final class RunStore {
  /** Version of the files' format; a run of another version is not read. */
  public static final int FORMAT = 1;

  /**
   * Depth of run.json below the root: scale, row, engine, seed, arm and the file; the same for
   * sensitivity.json.
   */
  private static final int DEPTH = 6;

  /** The order of arms in whatever lists them. */
  static final Comparator<ArmRecord> ORDER =
      Comparator.comparing((ArmRecord arm) -> arm.spec().scale())
          .thenComparing(arm -> arm.spec().row())
          .thenComparing(arm -> arm.spec().engine())
          .thenComparingLong(arm -> arm.spec().seed())
          .thenComparingInt(ArmRecord::attempt)
          .thenComparing(arm -> arm.spec().arm());

  private final Path root;
  private final Path place;

  /**
   * A store; nothing is read or made yet.
   *
   * @param root its folder, which may be missing
   */
  public RunStore(Path root) {
    this(root, root);
  }

  RunStore(Path root, Path place) {
    this.root = root;
    this.place = place;
  }

  /** Where a person finds it: the folder, or the archive that holds it. */
  public Path place() {
    return place;
  }

  /** What it is called, without the place where this machine has it. */
  public String name() {
    return String.valueOf(place.toAbsolutePath().normalize().getFileName());
  }

  /**
   * A text in which places in this store begin with its name. Reports say no more than that: they
   * are the same wherever the records lie.
   *
   * @param text such as a problem that reading has found
   * @return the text with slashes in those places
   */
  public String named(String text) {
    String separator = root.getFileSystem().getSeparator();
    String folder = root.toString();
    String begin = folder.endsWith(separator) ? folder : folder + separator;
    // The root of an archive is a single slash, which means no place inside of a word.
    String quoted = "(?<![^\\s(:])" + Pattern.quote(begin) + "([^\\s:,]*)";
    return Pattern.compile(quoted)
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(name() + "/" + found.group(1).replace(separator, "/")));
  }

  /** The store's folder. */
  public Path root() {
    return root;
  }

  /**
   * The folder of a row's own files, such as {@code samples.png}.
   *
   * @param scale the row's scale
   * @param row the row's id
   * @return the folder, which may be missing
   */
  public Path rowFolder(String scale, String row) {
    return root.resolve(scale).resolve(row);
  }

  /**
   * The folder that all arms of one seed share, made when it is missing. Ask once per seed and use
   * it for every arm.
   *
   * @param scale the row's scale
   * @param row the row's id
   * @param engine the engine's name
   * @param seed the seed, not negative
   * @param fresh false: the newest folder of that seed, so that what is finished is skipped and
   *     what is broken off goes on; true: a new folder beside the older ones
   * @return the folder, which exists
   * @throws StoreWriteException if it cannot be made
   */
  public SeedFolder seed(String scale, String row, String engine, long seed, boolean fresh) {
    Path parent = rowFolder(scale, row).resolve(engine);
    ArmFolder.createFolder(parent);
    int newest = newestAttempt(parent, seed);
    int attempt = Math.max(1, fresh ? newest + 1 : newest);
    Path folder = create(parent, seed, attempt, fresh);
    return new SeedFolder(folder, new SeedPlace(scale, row, engine, seed));
  }

  private static Path create(Path parent, long seed, int firstAttempt, boolean fresh) {
    int attempt = firstAttempt;
    while (true) {
      Path folder = parent.resolve(new SeedName(seed, attempt).folder());
      try {
        return Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        if (!fresh && Files.isDirectory(folder)) {
          return folder;
        }
        // Another process was faster: a fresh folder is never shared.
        attempt++;
      } catch (IOException e) {
        throw new StoreWriteException("cannot create the folder " + folder + " (" + e + ")", e);
      }
    }
  }

  private static int newestAttempt(Path parent, long seed) {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .flatMap(folder -> SeedName.parse(folder.getFileName().toString()).stream())
          .filter(name -> name.seed() == seed)
          .mapToInt(SeedName::attempt)
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new StoreException("cannot read the folder " + parent + " (" + e + ")", e);
    }
  }

  /**
   * Reads every arm and every sensitivity analysis under the root, also while others write.
   *
   * @return both in a fixed order, and one line for each file that cannot be used
   * @throws StoreException if the root is missing or cannot be listed
   */
  public StoreContents load() {
    if (!Files.isDirectory(root)) {
      throw missing(root);
    }
    List<String> problems = new ArrayList<>();
    ArmReader reader = new ArmReader(problems);
    List<ArmRecord> arms = new ArrayList<>();
    for (Path run : files(ArmFolder.RUN)) {
      Optional<ArmRecord> arm = reader.read(run.getParent());
      arm.ifPresent(arms::add);
    }
    arms.sort(ORDER);
    return new StoreContents(arms, sensitivities(problems), problems);
  }

  static StoreException missing(Path folder) {
    return new StoreException(
        "no folder of records at " + folder + ": run a row first, or give the right folder");
  }

  private List<SensitivityRecord> sensitivities(List<String> problems) {
    List<SensitivityRecord> found = new ArrayList<>();
    for (Path file : files(SensitivityFolder.SPEC)) {
      try {
        found.add(SensitivityReader.read(file.getParent()));
      } catch (StoreException e) {
        problems.add(e.getMessage());
      }
    }
    found.sort(
        Comparator.comparing((SensitivityRecord record) -> record.spec().scale())
            .thenComparing(record -> record.spec().row())
            .thenComparing(record -> record.spec().engine())
            .thenComparingLong(record -> record.spec().seed())
            .thenComparingInt(SensitivityRecord::attempt));
    return found;
  }

  /** Files of that name at the depth of records; folder by folder, since others write meanwhile. */
  List<Path> files(String name) {
    List<Path> folders = List.of(root);
    for (int depth = 1; depth < DEPTH; depth++) {
      folders = folders.stream().flatMap(folder -> subfolders(folder).stream()).toList();
    }
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .sorted()
        .toList();
  }

  private static List<Path> subfolders(Path folder) {
    // A walk over the tree would fail on a temporary file that is gone before it is looked at.
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
      List<Path> found = new ArrayList<>();
      folders.forEach(found::add);
      return found;
    } catch (IOException | DirectoryIteratorException e) {
      throw new StoreException("cannot list the folder " + folder + " (" + e + ")", e);
    }
  }
}
