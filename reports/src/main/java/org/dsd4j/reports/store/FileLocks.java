package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the file system offers. */
interface FileLocks {
  /** The one that the process runs on. */
  FileLocks SYSTEM = FileChannel::tryLock;

  /** Types of file systems that more than one machine may write to. */
  List<String> SHARED =
      List.of(
          "nfs",
          "cifs",
          "smb",
          "9p",
          "lustre",
          "gpfs",
          "ceph",
          "afs",
          "gluster",
          "beegfs",
          "ocfs",
          "gfs",
          "fuse.",
          "virtiofs",
          "vboxsf",
          "prl_fs");

  /** A file system has no locks. */
  final class UnsupportedException extends IOException {
    private static final long serialVersionUID = 1;

    UnsupportedException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** As {@link FileChannel#tryLock(long, long, boolean)}. */
  FileLock ask(FileChannel channel, long position, long size, boolean shared) throws IOException;

  /**
   * Asks for one byte of a file, for this process alone.
   *
   * @return the lock; empty when another has it
   * @throws UnsupportedException when there are no locks here
   */
  default Optional<FileLock> tryLock(FileChannel channel, long position) throws IOException {
    try {
      return Optional.ofNullable(ask(channel, position, 1, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UnsupportedException(e);
    }
  }

  /** Whether other machines may write into a folder too. */
  default boolean isShared(Path folder) throws IOException {
    String type = Files.getFileStore(folder).type().toLowerCase(Locale.ROOT);
    return SHARED.stream().anyMatch(type::startsWith);
  }
}
