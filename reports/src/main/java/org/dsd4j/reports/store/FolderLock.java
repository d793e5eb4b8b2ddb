package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The right to write into a folder. Closing gives it back, and so does the end of the process,
 * however it ends: the system's own lock on the file {@value StoreLayout#LOCK} counts, and what
 * stands in that file tells others who has it.
 *
 * <p>In two cases the words decide. Where a file system has no locks, the process that the file
 * names is looked for on this machine. Where it is shared with other machines, its locks may not
 * reach that far: what a process of another machine has not given back is never taken.
 */
final class FolderLock implements AutoCloseable {
  /** How long a process that is about to end is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long LOOK_MILLIS = 100;

  /** Far behind the words, since some systems forbid to read what is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /**
   * The folders of this virtual machine. Some systems give all locks on a file back as soon as a
   * process closes it, however often it has opened it, so such a file is never opened twice.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Path held;
  private final Optional<FileChannel> channel;
  private final Object identity;

  private FolderLock(Path file, Path held, Optional<FileChannel> channel) throws IOException {
    this.file = file;
    this.held = held;
    this.channel = channel;
    this.identity = identity(file);
  }

  /**
   * Takes the lock. Another process that has it may be about to end, so it is waited for.
   *
   * @param folder the folder, which exists
   * @param check called while it waits; what it throws ends the waiting
   * @throws StoreWriteException when another process has it, or the folder cannot be written
   */
  static FolderLock take(Path folder, Runnable check) {
    return new Attempt(folder, PATIENCE, check, FileLocks.SYSTEM).take();
  }

  /** One process that wants a lock. */
  record Attempt(Path folder, Duration patience, Runnable check, FileLocks locks) {
    FolderLock take() {
      Path file = folder.resolve(StoreLayout.LOCK);
      try {
        Path held = folder.toRealPath();
        if (!HELD.add(held)) {
          throw refusal("this very process has it");
        }
        Optional<FolderLock> taken = Optional.empty();
        try {
          taken = Optional.of(waitFor(file, held));
        } finally {
          if (taken.isEmpty()) {
            HELD.remove(held);
          }
        }
        return taken.get();
      } catch (IOException e) {
        throw WriteFailure.of(file, e);
      }
    }

    private FolderLock waitFor(Path file, Path held) throws IOException {
      long begin = System.nanoTime();
      while (true) {
        Optional<FolderLock> lock = tryOnce(file, held);
        if (lock.isPresent()) {
          return lock.get();
        }
        if (System.nanoTime() - begin >= patience.toNanos()) {
          throw refusal(
              LockOwner.read(file).map(LockOwner::inWords).orElse("it has not said which it is"));
        }
        check.run();
        pause();
      }
    }

    private Optional<FolderLock> tryOnce(Path file, Path held) throws IOException {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Optional<FolderLock> taken = Optional.empty();
      boolean unsupported = false;
      try {
        if (lock(channel).isPresent()) {
          refuseElsewhere(LockOwner.read(channel), file);
          LockOwner.here().write(channel);
          taken = Optional.of(new FolderLock(file, held, Optional.of(channel)));
        }
      } catch (FileLocks.UnsupportedException e) {
        unsupported = true;
      } finally {
        if (taken.isEmpty()) {
          channel.close();
        }
      }
      return unsupported ? tryByName(file, held) : taken;
    }

    private Optional<FileLock> lock(FileChannel channel) throws IOException {
      return locks.tryLock(channel, LOCKED_BYTE);
    }

    private void refuseElsewhere(Optional<LockOwner> owner, Path file) throws IOException {
      Optional<LockOwner> elsewhere = owner.filter(one -> !one.isHere());
      if (elsewhere.isPresent() && locks.isShared(folder)) {
        throw new StoreWriteException(
            folder
                + " was taken by "
                + elsewhere.get().inWords()
                + " and not given back, and other machines cannot be seen from here: if that"
                + " process has ended, delete "
                + file
                + "; if not, wait for it, or use --fresh or --out");
      }
    }

    /** Without locks: whoever has written its name, and finds it there a moment later, has it. */
    private Optional<FolderLock> tryByName(Path file, Path held) throws IOException {
      Optional<LockOwner> owner = LockOwner.read(file);
      if (owner.isPresent() && !owner.get().isHere()) {
        throw refusal(
            owner.get().inWords()
                + "; this file system has no locks, so delete "
                + file
                + " if that process has ended");
      }
      if (owner.filter(LockOwner::mayLive).isPresent()) {
        return Optional.empty();
      }
      Files.deleteIfExists(file);
      LockOwner here = LockOwner.here();
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        here.write(channel);
      } catch (FileAlreadyExistsException e) {
        return Optional.empty();
      }
      pause();
      return LockOwner.read(file).filter(here::equals).isPresent()
          ? Optional.of(new FolderLock(file, held, Optional.empty()))
          : Optional.empty();
    }

    private static void pause() {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreWriteException("interrupted while waiting for another process", e);
      }
    }

    private StoreWriteException refusal(String owner) {
      return new StoreWriteException(
          "another process is running in "
              + folder
              + " ("
              + owner
              + "): wait for it, or use --fresh or --out");
    }
  }

  /**
   * Makes sure that others still see the lock.
   *
   * @throws StoreWriteException when its file was removed or replaced, so that another process may
   *     write too
   */
  void requireHeld() {
    try {
      if (!Objects.equals(identity, identity(file))) {
        throw new StoreWriteException(
            file
                + " was replaced while this process writes beside it, so another one may write too:"
                + " end one of them, then give the same command again");
      }
    } catch (NoSuchFileException e) {
      throw new StoreWriteException(
          file
              + " was removed while this process writes beside it; what was computed up to the last"
              + " checkpoint is kept where the folder is: give the same command again",
          e);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /** Null where the system has nothing to tell files apart by. */
  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public void close() throws IOException {
    try {
      if (channel.isPresent()) {
        try (FileChannel open = channel.get()) {
          eraseName(open);
        }
      } else {
        Files.deleteIfExists(file);
      }
    } finally {
      HELD.remove(held);
    }
  }

  /** Where it cannot be erased, as on a full disk, the lock is given back all the same. */
  private static void eraseName(FileChannel channel) {
    try {
      channel.truncate(0);
    } catch (IOException e) {
      // The next owner writes over it.
    }
  }
}
