package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to write into a folder. Closing gives it back, and so does the end of the process,
 * however it ends.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or says that another process has it. */
  static FolderLock take(Path folder) {
    Path file = folder.resolve(StoreLayout.LOCK);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
        throw new StoreWriteException(
            "another process is running in " + folder + ": wait for it, or use --fresh or --out");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new StoreWriteException("cannot write " + file + " (" + e + ")", e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // The same virtual machine holds it.
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
