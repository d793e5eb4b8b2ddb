package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is written beside its target and moved to its place when it is whole. Its name is
 * {@code TARGET.HOST.PID.PROCESS.NUMBER.tmp}, so no two writers share one, and it is locked while
 * it is open: what a killed process left is told from what a living one writes, and is deleted by
 * the next process that writes into that folder. The modules that know nothing of each other each
 * have such a class, and all of them follow this one rule.
 */
final class TemporaryFile implements AutoCloseable {
  private static final String SUFFIX = ".tmp";

  /** So that whatever may be a name has room for what comes behind it. */
  private static final int LONGEST_NAME = 100;

  /** Tells this process from an earlier one of the same number, as in containers. */
  private static final String PROCESS = UUID.randomUUID().toString().substring(0, 8);

  private static final Pattern NAME =
      Pattern.compile(".+\\.([A-Za-z0-9-]+)\\.(\\d{1,18})\\.([0-9a-f]{8})\\.\\d+\\.tmp");
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

  private final Path target;
  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(Path target, Path path, FileChannel channel) {
    this.target = target;
    this.path = path;
    this.channel = channel;
  }

  /** Opens a new file beside a target, whose folder exists. */
  static TemporaryFile beside(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (SWEPT.add(folder)) {
      sweep(folder);
    }
    String of = target.getFileName().toString();
    String name =
        String.join(
            ".",
            of.substring(0, Math.min(LONGEST_NAME, of.length())),
            ThisProcess.HOST,
            Long.toString(ThisProcess.PID),
            PROCESS,
            NUMBER.getAndIncrement() + SUFFIX);
    Path path = target.resolveSibling(name);
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock(channel);
    return new TemporaryFile(target, path, channel);
  }

  /** Where it is until it is moved. */
  Path path() {
    return path;
  }

  /** Writes what follows what was written before. */
  void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Ends the writing, so that this process has the file open no more than others. */
  void closeFile() throws IOException {
    channel.close();
  }

  /** Forces it to the disk and moves it to its place, open and locked until it is there. */
  void moveIntoPlace() throws IOException {
    channel.force(true);
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems have no atomic move; replacing is the best they offer.
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes it, unless it was moved. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  /**
   * Deletes what killed processes left in a folder. What cannot be deleted stays: whoever wants to
   * write there learns why.
   *
   * @param folder the folder, which may be missing
   */
  static void sweep(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && !mayLive(name)) {
          deleteUnlessLocked(file, name.group(1).equals(ThisProcess.HOST));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Not there, or not to be read.
    }
  }

  /** Of this process, or of a living one of this machine; a number may have a new owner by now. */
  private static boolean mayLive(Matcher name) {
    if (name.group(3).equals(PROCESS)) {
      return true;
    }
    long pid = Long.parseLong(name.group(2));
    return name.group(1).equals(ThisProcess.HOST)
        && pid != ThisProcess.PID
        && ProcessHandle.of(pid).isPresent();
  }

  private static void deleteUnlessLocked(Path file, boolean here) {
    try {
      if (!here && FileLocks.SYSTEM.isShared(file.toAbsolutePath().getParent())) {
        // Its writer may live on that machine.
        return;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        if (lock(channel)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      // Another process was faster, or this one may not.
    }
  }

  /** Whether nobody else has it; where there are no locks, the name has to say enough. */
  private static boolean lock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (IOException e) {
      return true;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
