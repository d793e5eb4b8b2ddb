package org.dsd4j.reports.tracking.tensorboard;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dsd4j.reports.tracking.RunTracker;
import org.dsd4j.reports.tracking.RunTrackerProvider;

/** Event files for TensorBoard in a folder. */
public final class TensorBoardProvider implements RunTrackerProvider {
  /** For {@link java.util.ServiceLoader}. */
  public TensorBoardProvider() {}

  @Override
  public String scheme() {
    return "tensorboard";
  }

  @Override
  public String address() {
    return "DIR";
  }

  @Override
  public RunTracker open(String address) {
    if (address.isBlank()) {
      throw new IllegalArgumentException("name a folder, such as tensorboard:logs");
    }
    try {
      Path folder = Path.of(address).toAbsolutePath();
      Path there = folder;
      while (there.getParent() != null && !Files.exists(there)) {
        there = there.getParent();
      }
      if (!Files.isDirectory(there)) {
        throw new IllegalArgumentException(
            there + " is no folder: name one that is, or is missing");
      }
      if (!Files.isWritable(there)) {
        throw new IllegalArgumentException(
            "the folder " + there + " may not be written: name another one");
      }
      return new TensorBoardTracker(folder);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("this is no name of a folder: " + e.getMessage(), e);
    }
  }
}
