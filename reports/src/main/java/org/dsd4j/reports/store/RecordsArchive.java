package org.dsd4j.reports.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

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
   * @return how many files it holds
   * @throws StoreException if there are no records
   * @throws StoreWriteException if the file cannot be written
   */
  public static int write(Path runs, Path zip) {
    List<Path> records = records(runs);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream packed = new ZipOutputStream(bytes)) {
      packed.setLevel(Deflater.BEST_COMPRESSION);
      for (Path record : records) {
        ZipEntry entry = new ZipEntry(name(runs, record));
        entry.setTimeLocal(NO_TIME);
        packed.putNextEntry(entry);
        Files.copy(record, packed);
        packed.closeEntry();
      }
    } catch (IOException e) {
      throw new StoreException("cannot read the records in " + runs + " (" + e + ")", e);
    }
    AtomicFiles.write(zip, bytes.toByteArray());
    return records.size();
  }

  private static List<Path> records(Path runs) {
    if (!Files.isDirectory(runs)) {
      throw RunStore.missing(runs);
    }
    try (Stream<Path> files = Files.walk(runs)) {
      List<Path> records =
          files
              .filter(file -> StoreLayout.isRecord(name(runs, file)))
              .filter(Files::isRegularFile)
              // Paths have another order on each system.
              .sorted((a, b) -> name(runs, a).compareTo(name(runs, b)))
              .toList();
      if (records.stream().noneMatch(file -> file.endsWith(StoreLayout.RUN))) {
        throw new StoreException("no records in " + runs + ": run a row first");
      }
      return records;
    } catch (IOException | UncheckedIOException e) {
      throw new StoreException("cannot list the folder " + runs + " (" + e + ")", e);
    }
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
    try (InputStream bytes = Files.newInputStream(zip);
        ZipInputStream packed = new ZipInputStream(bytes)) {
      ZipEntry entry = packed.getNextEntry();
      if (entry == null) {
        throw new StoreException(
            zip + " is no zip file of records: make one with dsd archive, or give a folder");
      }
      for (; entry != null; entry = packed.getNextEntry()) {
        name = entry.getName();
        packed.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      throw damaged(zip, name, e);
    }
  }

  private static StoreException damaged(Path zip, String entry, Exception e) {
    return new StoreException(
        zip
            + " is damaged ("
            + (entry.isEmpty() ? "" : entry + ": ")
            + e.getMessage()
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
