package org.dsd4j.reproductions.inference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.RecordManifest;
import org.dsd4j.reproductions.row.UsageException;

/**
 * Where the manifests of one kind of model are kept: a JSON file in the folder of each finished
 * arm.
 *
 * @param <T> the manifest
 * @param name of the file
 * @param type of the manifest, a record
 * @param format the version that is written, and the only one that is read
 * @param example which folders have such a file, with an example, to complete the sentence "name
 *     the folder of one finished arm of"
 */
public record ManifestFile<T extends ModelManifest>(
    String name, Class<T> type, int format, String example) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Writes a manifest. A reader never sees half a file.
   *
   * @param folder of the finished arm
   * @param manifest of the version that is written here
   * @throws org.dsd4j.reports.store.StoreWriteException when the file cannot be written
   */
  public void write(Path folder, T manifest) {
    try {
      AtomicFiles.write(
          folder.resolve(name), JSON.writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new IllegalStateException("a record of numbers and words cannot be written", e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @param folder of the finished arm
   * @return the manifest, never null
   * @throws UsageException when there is none, or it is damaged or of another version
   * @throws org.dsd4j.reports.store.StoreException when it is not the one that the run wrote
   */
  public T read(Path folder) {
    Path file = folder.resolve(name);
    RecordManifest.of(new ArmPath(folder)).has(file);
    try {
      T read = JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), type);
      if (read.format() != format) {
        throw new UsageException(
            file + " is of version " + read.format() + ", this program reads " + format);
      }
      return read;
    } catch (NoSuchFileException e) {
      throw new UsageException(
          "there is no " + file + ": name the folder of one finished arm of " + example);
    } catch (IOException e) {
      throw new UsageException(
          file + " cannot be read (" + e.getMessage() + "); run the row again");
    }
  }
}
