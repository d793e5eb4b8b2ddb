package org.dsd4j.reports.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dsd4j.reports.record.RecordLimits;

/**
 * The records of a store in one zip file: everything that a report is made of, and nothing else: no
 * weights, checkpoints, locks, caches or audio. Files stand in the order of their names and without
 * times, so that the same records give the same bytes, as long as it is the same zlib that packs
 * them.
 *
 * <p>The last file is a manifest of all others, as {@link RecordManifest} writes it. Every file is
 * compared with it as an archive is opened, in the way in which a report reads it: through the
 * directory at the end of a zip file, whose own damage could hide or swap files. Archives of older
 * versions have no manifest, which reading says.
 */
public final class RecordsArchive implements AutoCloseable {
  // The first day of 1980 itself stands for "earlier", and then a time zone comes in.
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** Whose the files of an archive are, in its manifest. */
  private static final String OWNER = "records";

  private final FileSystem files;
  private final RunStore store;

  private RecordsArchive(FileSystem files, RunStore store) {
    this.files = files;
    this.store = store;
  }

  /**
   * Packs the records of a store; an earlier file is replaced in one move.
   *
   * @param runs the store's folder, which may be in use
   * @param zip the file to write; its folder exists
   * @param problems gets one line for each file and folder that is left out, since it cannot be
   *     read
   * @return how many files it holds
   * @throws StoreException if there are no records
   * @throws StoreWriteException if the file cannot be written
   */
  public static int write(Path runs, Path zip, List<String> problems) {
    if (!Files.isDirectory(runs)) {
      throw RunStore.missing(runs);
    }
    SortedMap<String, RecordManifest.Entry> files = new TreeMap<>();
    boolean started = false;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream packed = new ZipOutputStream(bytes)) {
      packed.setLevel(Deflater.BEST_COMPRESSION);
      for (Path record : new StoreFolders(runs, problems).records()) {
        String name = name(runs, record);
        Optional<byte[]> content = content(name, record, problems);
        if (content.isPresent()) {
          add(packed, name, content.get());
          files.put(name, RecordManifest.Entry.of(content.get()));
          started |= record.endsWith(StoreLayout.RUN);
        }
      }
      add(packed, StoreLayout.MANIFEST, RecordManifest.bytes(OWNER, files));
    } catch (IOException e) {
      throw new StoreWriteException("cannot pack " + zip + ": " + IoReason.of(e), e);
    }
    if (!started) {
      throw new StoreException(
          "no records in "
              + runs
              + ": run a row first"
              + problems.stream().limit(1).map(p -> " (" + p + ")").collect(Collectors.joining()));
    }
    AtomicFiles.write(zip, bytes.toByteArray());
    return files.size();
  }

  /** Read as a whole before its entry is begun, so that a file is there whole or not at all. */
  private static Optional<byte[]> content(String name, Path record, List<String> problems) {
    try {
      return Optional.of(RecordFile.bytes(record, RecordKind.of(name)));
    } catch (StoreException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }

  private static void add(ZipOutputStream packed, String name, byte... content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    packed.putNextEntry(entry);
    packed.write(content);
    packed.closeEntry();
  }

  /** The path in the store, with slashes on every system. */
  static String name(Path runs, Path file) {
    return runs.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  /**
   * Opens an archive and checks every file's checksum.
   *
   * @param zip the file
   * @return its records, readable until it is closed
   * @throws StoreException if it is no zip file, or damaged
   */
  public static RecordsArchive open(Path zip) {
    SortedMap<String, RecordManifest.Entry> stream = stream(zip);
    try {
      FileSystem files = FileSystems.newFileSystem(zip);
      try {
        Path root = files.getRootDirectories().iterator().next();
        return new RecordsArchive(files, new RunStore(root, zip, check(zip, root, stream)));
      } catch (RuntimeException e) {
        files.close();
        throw e;
      }
    } catch (IOException | ProviderNotFoundException | UncheckedIOException e) {
      throw damaged(zip, "", e);
    }
  }

  /** Compares what a report will read with what was packed; gives what a report has to say. */
  private static List<String> check(
      Path zip, Path root, SortedMap<String, RecordManifest.Entry> stream) throws IOException {
    SortedMap<String, RecordManifest.Entry> directory = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        RecordFile.checkNotCancelled(zip);
        directory.put(name(root, file), RecordManifest.Entry.of(file));
      }
    }
    requireSame(zip, "its first bytes say", stream, directory);
    if (directory.remove(StoreLayout.MANIFEST) == null) {
      return List.of(
          zip
              + " has no manifest, since an older version packed it: a file that is missing from it"
              + " would not be noticed; pack it again with dsd archive where its store still is");
    }
    requireSame(zip, "its manifest says", listed(zip, root), directory);
    return List.of();
  }

  private static SortedMap<String, RecordManifest.Entry> listed(Path zip, Path root) {
    try {
      return RecordManifest.files(root.resolve(StoreLayout.MANIFEST), OWNER);
    } catch (StoreException e) {
      throw damaged(zip, StoreLayout.MANIFEST, e);
    }
  }

  private static void requireSame(
      Path zip,
      String list,
      SortedMap<String, RecordManifest.Entry> listed,
      SortedMap<String, RecordManifest.Entry> there) {
    TreeSet<String> names = new TreeSet<>(listed.keySet());
    names.addAll(there.keySet());
    for (String name : names) {
      if (!Objects.equals(listed.get(name), there.get(name))) {
        throw new StoreException(
            zip
                + " is damaged ("
                + name
                + (there.containsKey(name) ? " is not what " : " is missing, unlike what ")
                + list
                + "): copy or make it again");
      }
    }
  }

  /** From its first byte on, without its directory: what it packs, and whether that is too much. */
  private static SortedMap<String, RecordManifest.Entry> stream(Path zip) {
    String name = "";
    Unpacked budget = new Unpacked(zip);
    SortedMap<String, RecordManifest.Entry> files = new TreeMap<>();
    try (InputStream bytes = Files.newInputStream(zip);
        ZipInputStream packed = new ZipInputStream(bytes)) {
      ZipEntry entry = packed.getNextEntry();
      if (entry == null) {
        throw new StoreException(
            zip + " is no zip file of records: make one with dsd archive, or give a folder");
      }
      for (; entry != null; entry = packed.getNextEntry()) {
        name = entry.getName();
        RecordManifest.Entry content = budget.take(packed, name);
        if (!entry.isDirectory() && files.put(name, content) != null) {
          throw new IOException("it stands there twice");
        }
      }
      return files;
    } catch (IOException | IllegalArgumentException e) {
      // A name that is no text is no exception of reading to Java.
      throw damaged(zip, name, e);
    }
  }

  /** What came out of the archive so far: a few bytes can unpack to any number. */
  private static final class Unpacked {
    private final byte[] block = new byte[1 << 16];
    private final Path zip;
    private long bytes;
    private int files;

    Unpacked(Path zip) {
      this.zip = zip;
    }

    RecordManifest.Entry take(InputStream entry, String name) throws IOException {
      int most = RecordKind.of(name).bytes();
      MessageDigest digest = RecordManifest.Entry.digest();
      files++;
      long own = 0;
      for (int read = entry.read(block); read >= 0; read = entry.read(block)) {
        RecordFile.checkNotCancelled(zip);
        digest.update(block, 0, read);
        own += read;
        bytes += read;
        if (own > most || bytes > RecordLimits.ARCHIVE_BYTES) {
          throw new StoreException(
              zip
                  + " is no archive of records: "
                  + (own > most ? name + " unpacks" : "its files unpack")
                  + " to more than any record has; get it from another source");
        }
      }
      if (files > RecordLimits.ARCHIVE_FILES) {
        throw new StoreException(
            zip
                + " is no archive of records: it has more than "
                + RecordLimits.ARCHIVE_FILES
                + " files; get it from another source");
      }
      return new RecordManifest.Entry(own, HexFormat.of().formatHex(digest.digest()));
    }
  }

  private static StoreException damaged(Path zip, String entry, Exception e) {
    return new StoreException(
        zip
            + " is damaged ("
            + (entry.isEmpty() ? "" : entry + ": ")
            + (e instanceof IOException io ? IoReason.of(io) : e.getMessage())
            + "): copy or make it again",
        e);
  }

  /** Its records; read only while the archive is open. */
  public RunStore store() {
    return store;
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new StoreException("cannot close the records in " + store.place() + " (" + e + ")", e);
    }
  }
}
