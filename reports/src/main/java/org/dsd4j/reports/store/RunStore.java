package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All records under one folder, laid out as {@link StoreLayout} says. A store has no open files of
 * its own.
 */
public final class RunStore {
  /**
   * Version of the files' format; a run of a newer version is not read. Since version 2 each file
   * vouches for itself or is in a {@link RecordManifest}; runs of version 1 are read without.
   */
  public static final int FORMAT = 2;

  /** The first version whose files have checksums. */
  static final int SEALED = 2;

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
  private final List<String> found;

  /**
   * A store; nothing is read or made yet.
   *
   * @param root its folder, which may be missing
   */
  public RunStore(Path root) {
    this(root, root, List.of());
  }

  /**
   * A store that was unpacked.
   *
   * @param place where the user finds it
   * @param found problems of the place, which reading repeats
   */
  RunStore(Path root, Path place, List<String> found) {
    this.root = root;
    this.place = place;
    this.found = List.copyOf(found);
  }

  /** Where the user finds it: the folder, or the archive that holds it. */
  public Path place() {
    return place;
  }

  /** Its name, without the folder that it is in on this machine. */
  public String name() {
    return String.valueOf(place.toAbsolutePath().normalize().getFileName());
  }

  /**
   * Replaces paths in this store by paths that begin with its name, so that a report is the same
   * wherever the records are.
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

  /** Where in its folder everything lies. */
  public StoreLayout layout() {
    return new StoreLayout(root);
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
    EnginePath parent = layout().row(scale, row).engine(engine);
    AtomicFiles.createFolder(parent.path());
    int newest = newestAttempt(parent.path(), seed);
    int attempt = Math.max(1, fresh ? newest + 1 : newest);
    SeedPath folder = create(parent, seed, attempt, fresh);
    return new SeedFolder(folder, new SeedKey(scale, row, engine, seed));
  }

  private static SeedPath create(EnginePath parent, long seed, int firstAttempt, boolean fresh) {
    int attempt = firstAttempt;
    while (true) {
      SeedPath folder = parent.seed(seed, attempt);
      try {
        Files.createDirectory(folder.path());
        return folder;
      } catch (FileAlreadyExistsException e) {
        if (!fresh && Files.isDirectory(folder.path())) {
          return folder;
        }
        // Another process was faster: a fresh folder is never shared.
        attempt++;
      } catch (IOException e) {
        throw WriteFailure.of(folder.path(), e);
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
      throw new StoreException("cannot read the folder " + parent + ": " + IoReason.of(e), e);
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
    List<String> problems = new ArrayList<>(found);
    StoreFolders folders = new StoreFolders(root, problems);
    ArmReader reader = new ArmReader(problems);
    List<ArmRecord> arms = new ArrayList<>();
    arms(folders, problems).forEach(arm -> reader.read(arm).ifPresent(arms::add));
    arms.sort(ORDER);
    arms.replaceAll(InheritedCosts.of(arms, problems)::checked);
    return new StoreContents(arms, sensitivities(folders, problems), problems);
  }

  /**
   * Whether a folder has this file. Of a folder that may not be entered nobody can tell: then its
   * name says which file it should be, so that it is one problem and not two.
   */
  private static boolean hasBegun(Path file, boolean named) {
    return named ? RecordFile.isThere(file) : Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  static StoreException missing(Path folder) {
    return new StoreException(
        "no folder of records at " + folder + ": run a row first, or give the right folder");
  }

  private static List<SensitivityRecord> sensitivities(
      StoreFolders folders, List<String> problems) {
    List<SensitivityRecord> found = new ArrayList<>();
    for (SensitivityPath place :
        folders.at(StoreLayout.DEPTH).stream()
            .map(SensitivityPath::new)
            .filter(place -> hasBegun(place.spec(), place.isNamedRightly()))
            .toList()) {
      try {
        found.add(SensitivityReader.read(place));
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

  /**
   * Every folder in which a run has begun, by path.
   *
   * @param problems gets one line for each folder that cannot be used
   */
  List<ArmPath> arms(List<String> problems) {
    return arms(new StoreFolders(root, problems), problems);
  }

  private static List<ArmPath> arms(StoreFolders folders, List<String> problems) {
    List<ArmPath> arms = new ArrayList<>();
    for (Path folder : folders.at(StoreLayout.DEPTH)) {
      ArmPath arm = new ArmPath(folder);
      SensitivityPath sensitivity = new SensitivityPath(folder);
      boolean named = sensitivity.isNamedRightly();
      if (hasBegun(arm.run(), !named)) {
        arms.add(arm);
      } else if (!hasBegun(sensitivity.spec(), named)) {
        remains(arm).ifPresent(problems::add);
      }
    }
    return arms;
  }

  /** Each of these files is written after the one that says what they are of. */
  private static Optional<String> remains(ArmPath arm) {
    return Stream.of(
            arm.manifest(), arm.result(), arm.events(), new SensitivityPath(arm.path()).points())
        .filter(RecordFile::isThere)
        .findFirst()
        .map(
            file ->
                file
                    + " is a record of a run whose "
                    + StoreLayout.RUN
                    + " is missing: bring it back, or move the folder away");
  }
}
