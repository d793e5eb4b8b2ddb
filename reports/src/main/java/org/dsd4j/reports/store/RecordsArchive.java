package org.dsd4j.reports.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dsd4j.reports.record.RecordLimits;

/**
 * The records of a store in one zip file: everything that a report is made of, and nothing else: no
 * weights, checkpoints, locks, caches or audio. Zip keeps a checksum of each file. Files stand in
 * the order of their names and without times, so that the same records give the same bytes, as long
 * as it is the same zlib that packs them.
 */
public final class RecordsArchive implements AutoCloseable {
  // The first day of 1980 itself stands for "earlier", and then a time zone comes in.
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

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
    int files = 0;
    boolean started = false;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream packed = new ZipOutputStream(bytes)) {
      packed.setLevel(Deflater.BEST_COMPRESSION);
      for (Path record : new StoreFolders(runs, problems).records()) {
        if (add(packed, name(runs, record), record, problems)) {
          files++;
          started |= record.endsWith(StoreLayout.RUN);
        }
      }
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
    return files;
  }

  /** Read as a whole before its entry is begun, so that a file is there whole or not at all. */
  private static boolean add(
      ZipOutputStream packed, String name, Path record, List<String> problems) throws IOException {
    byte[] content;
    try {
      content = RecordFile.bytes(record, RecordKind.of(name));
    } catch (StoreException e) {
      problems.add(e.getMessage());
      return false;
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    packed.putNextEntry(entry);
    packed.write(content);
    packed.closeEntry();
    return true;
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
    check(zip);
    try {
      FileSystem files = FileSystems.newFileSystem(zip);
      Path root = files.getRootDirectories().iterator().next();
      return new RecordsArchive(files, new RunStore(root, zip));
    } catch (IOException | ProviderNotFoundException e) {
      throw damaged(zip, "", e);
    }
  }

  /** The file system of zip files does not look at checksums. */
  private static void check(Path zip) {
    String name = "";
    Unpacked budget = new Unpacked(zip);
    try (InputStream bytes = Files.newInputStream(zip);
        ZipInputStream packed = new ZipInputStream(bytes)) {
      ZipEntry entry = packed.getNextEntry();
      if (entry == null) {
        throw new StoreException(
            zip + " is no zip file of records: make one with dsd archive, or give a folder");
      }
      for (; entry != null; entry = packed.getNextEntry()) {
        name = entry.getName();
        budget.take(packed, name);
      }
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

    void take(InputStream entry, String name) throws IOException {
      int most = RecordKind.of(name).bytes();
      files++;
      long own = 0;
      for (int read = entry.read(block); read >= 0; read = entry.read(block)) {
        RecordFile.checkNotCancelled(zip);
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
