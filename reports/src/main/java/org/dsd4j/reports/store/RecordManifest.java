package org.dsd4j.reports.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Vouches for the files of a folder that is finished: {@code manifest.json} lists each with its
 * size and SHA-256, says whose they are, and carries a checksum of itself. A file is checked when
 * it is read, so a large one that nobody reads costs nothing.
 *
 * <p>Folders that are not finished, and those written by versions without manifests, have none:
 * then nothing is known of a file but what it says itself.
 */
public final class RecordManifest {
  private static final int FORMAT = 1;
  private static final int BUFFER = 1 << 16;

  /** Files that come and go: their absence says nothing. */
  private static final List<String> PASSING =
      List.of(StoreLayout.LOCK, StoreLayout.CHECKPOINT, StoreLayout.MANIFEST);

  private static final String TEMPORARY = ".tmp";

  private final Path folder;
  private final Optional<Content> content;

  private RecordManifest(Path folder, Optional<Content> content) {
    this.folder = folder;
    this.content = content;
  }

  /** One file, by its size in bytes and 64 hexadecimal digits. */
  record Entry(long size, String sha256) {
    static Entry of(byte... bytes) {
      return new Entry(bytes.length, HexFormat.of().formatHex(digest().digest(bytes)));
    }

    static Entry of(Path file) throws IOException {
      MessageDigest digest = digest();
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      try (InputStream stream = Files.newInputStream(file)) {
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
          digest.update(buffer, 0, read);
          size += read;
        }
      }
      return new Entry(size, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  /** What stands in the file; names have slashes on every system. */
  record Content(int format, String owner, SortedMap<String, Entry> files) {
    Content {
      if (owner == null || files == null || files.containsValue(null)) {
        throw new IllegalArgumentException("owner and files must be there");
      }
    }
  }

  /**
   * For a folder that has none.
   *
   * @param folder of an arm or an analysis
   * @return a manifest that vouches for nothing
   */
  public static RecordManifest none(Path folder) {
    return new RecordManifest(folder, Optional.empty());
  }

  /**
   * Lists a folder and writes its manifest, in one move.
   *
   * @param folder all of whose files are whole
   * @param owner whose they are
   * @param coming what will be written after the manifest, by name
   * @throws StoreWriteException if the manifest cannot be written
   */
  static void write(Path folder, String owner, Map<String, byte[]> coming) {
    SortedMap<String, Entry> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(RecordManifest::stays).toList()) {
        files.put(RecordsArchive.name(folder, file), Entry.of(file));
      }
    } catch (IOException e) {
      throw new StoreWriteException("cannot read the records in " + folder + " (" + e + ")", e);
    }
    coming.forEach((name, bytes) -> files.put(name, Entry.of(bytes)));
    AtomicFiles.write(folder.resolve(StoreLayout.MANIFEST), bytes(owner, files));
  }

  /** The file of a list. */
  static byte[] bytes(String owner, SortedMap<String, Entry> files) {
    return SealedJson.write(new Content(FORMAT, owner, files));
  }

  /** Forgets what was listed, because the folder goes on. */
  static void delete(Path folder) {
    Path file = folder.resolve(StoreLayout.MANIFEST);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StoreWriteException("cannot delete " + file + " (" + e + ")", e);
    }
  }

  private static boolean stays(Path file) {
    String name = StoreLayout.name(file);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !PASSING.contains(name)
        && !name.endsWith(TEMPORARY);
  }

  /**
   * Reads the manifest of a folder, if it has one.
   *
   * @param folder of an arm or an analysis
   * @param owner whose files must be in it
   * @throws StoreException if it is damaged, or of another run
   */
  static RecordManifest read(Path folder, String owner) {
    Path file = folder.resolve(StoreLayout.MANIFEST);
    return RecordFile.isThere(file)
        ? new RecordManifest(folder, Optional.of(content(file, owner)))
        : none(folder);
  }

  private static Content content(Path file, String owner) {
    Content read = ArmReader.readSealed(file, RecordKind.MANIFEST, Content.class, true);
    if (read.format() != FORMAT) {
      throw new StoreException(
          file
              + " has format "
              + read.format()
              + ", this version reads "
              + FORMAT
              + ": use the version that wrote it");
    }
    if (!owner.equals(read.owner())) {
      throw new StoreException(
          file
              + " is of another run ("
              + read.owner()
              + ", not "
              + owner
              + "): bring the right file back, or move the folder away and run it again");
    }
    return read;
  }

  /**
   * The files that a manifest lists, by name.
   *
   * @throws StoreException if it is damaged, or of another owner
   */
  static SortedMap<String, Entry> files(Path file, String owner) {
    return content(file, owner).files();
  }

  /**
   * The manifest of an arm.
   *
   * @param place the folder of a run
   * @return that of its run; one that vouches for nothing where there is none, or no run
   * @throws StoreException if it is damaged, missing from a finished run that was written with one,
   *     or of another run
   */
  public static RecordManifest of(ArmPath place) {
    return RecordFile.isThere(place.run())
        ? ArmReader.manifest(place, ArmReader.readRun(place.run()))
        : none(place.path());
  }

  /** Whether there is a manifest. */
  public boolean exists() {
    return content.isPresent();
  }

  /**
   * Whether a file is there, to be read. Without a manifest, existence is all that is looked at.
   *
   * @param file in this folder
   * @return false if it is not there, nor listed
   * @throws StoreException if it is not the file that was written: missing, another, or one more
   */
  public boolean has(Path file) {
    boolean there = RecordFile.isThere(file);
    if (content.isEmpty()) {
      return there;
    }
    Entry listed = content.get().files().get(RecordsArchive.name(folder, file));
    if (listed == null) {
      if (there) {
        throw problem(file, "is no file of the run that was finished there", "remove it");
      }
      return false;
    }
    if (!there) {
      throw problem(file, "is missing", "bring it back");
    }
    if (!isSame(file, listed)) {
      throw problem(file, "is damaged or was changed", "restore it");
    }
    return true;
  }

  private static boolean isSame(Path file, Entry listed) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) == listed.size()
          && Entry.of(file).equals(listed);
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + " (" + e + ")", e);
    }
  }

  private StoreException problem(Path file, String what, String remedy) {
    return new StoreException(
        file
            + " "
            + what
            + " ("
            + StoreLayout.MANIFEST
            + " beside it vouches for the files of that folder): "
            + remedy
            + ", or move the folder away and run it again");
  }

  /** Whether every file that it lists is as it was listed; also true of one that lists nothing. */
  boolean holds() {
    return content.isEmpty()
        || content.get().files().entrySet().stream()
            .allMatch(
                entry -> {
                  Path file = folder.resolve(entry.getKey());
                  return RecordFile.isThere(file) && isSame(file, entry.getValue());
                });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordManifest that
        && folder.equals(that.folder)
        && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return folder.hashCode() * 31 + content.hashCode();
  }

  @Override
  public String toString() {
    return content.map(there -> there.files().size() + " files").orElse("none");
  }
}
