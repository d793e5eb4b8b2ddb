package org.dsd4j.reports.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stores to read, be they folders or archives of records. */
public final class OpenStores implements AutoCloseable {
  private final List<RunStore> stores = new ArrayList<>();
  private final List<RecordsArchive> archives = new ArrayList<>();

  private OpenStores() {}

  /**
   * Opens stores.
   *
   * @param places a folder or a zip file each
   * @return the stores in the same order; a folder that is missing is noticed when it is read
   * @throws StoreException if a file is no archive of records
   */
  public static OpenStores of(List<Path> places) {
    OpenStores opened = new OpenStores();
    try {
      places.forEach(opened::add);
      return opened;
    } catch (StoreException e) {
      opened.close();
      throw e;
    }
  }

  private void add(Path place) {
    if (Files.isRegularFile(place)) {
      RecordsArchive archive = RecordsArchive.open(place);
      archives.add(archive);
      stores.add(archive.store());
    } else {
      stores.add(new RunStore(place));
    }
  }

  /** The stores, readable until this is closed. */
  public List<RunStore> all() {
    return List.copyOf(stores);
  }

  @Override
  public void close() {
    archives.forEach(RecordsArchive::close);
  }
}
