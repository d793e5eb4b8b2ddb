package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dsd4j.reports.record.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write into a folder, and what the others are told. */
class FolderLockTest {
  private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration SHORT = Duration.ofMillis(150);

  /** Another process has every lock. */
  private static final FileLocks TAKEN = locks((channel, position) -> Optional.empty(), false);

  private static final FileLocks NONE =
      locks(
          (channel, position) -> {
            throw new FileLocks.UnsupportedException(new IOException("No locks available"));
          },
          false);

  @TempDir private Path dir;

  @Test
  void aLockNamesItsOwnerAndIsGivenBack() throws IOException {
    try (FolderLock lock = FolderLock.take(dir, () -> {})) {
      lock.requireHeld();
      LockOwner owner = LockOwner.read(file()).orElseThrow();
      assertEquals(ProcessHandle.current().pid(), owner.pid());
      assertTrue(owner.mayLive());
      assertEquals(
          "another process is running in "
              + dir
              + " (this very process has it): wait for it, or use --fresh or --out",
          refusal(FileLocks.SYSTEM));
      lock.requireHeld();
    }
    assertEquals(0, Files.size(file()), "nobody's");
    FolderLock.take(dir, () -> {}).close();
  }

  @Test
  void aRefusalSaysWhoHasItAndSinceWhenAndWhere() throws IOException {
    owned(new LockOwner("machine-7", 4711, "boot/1", SINCE));
    assertTrue(
        refusal(TAKEN).contains("(process 4711 on machine-7 since 2026-01-02T03:04:05Z)"),
        refusal(TAKEN));
    Files.writeString(file(), "");
    assertTrue(refusal(TAKEN).contains("it has not said which it is"), "as older versions");
  }

  @Test
  void aProcessThatIsAboutToEndIsWaitedFor() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    FileLocks later =
        locks(
            (channel, position) ->
                looks.incrementAndGet() < 3
                    ? Optional.empty()
                    : FileLocks.SYSTEM.tryLock(channel, position),
            false);
    attempt(Duration.ofSeconds(30), () -> {}, later).take().close();
    assertEquals(3, looks.get());
    RuntimeException stopped = new IllegalStateException("stopped");
    assertEquals(
        stopped,
        assertThrows(
            IllegalStateException.class,
            () ->
                attempt(
                        Duration.ofSeconds(30),
                        () -> {
                          throw stopped;
                        },
                        TAKEN)
                    .take()));
  }

  @Test
  void whatADeadProcessLeftIsTakenOverWithLocksAndWithout() throws IOException {
    for (FileLocks locks : new FileLocks[] {FileLocks.SYSTEM, NONE}) {
      owned(new LockOwner(ThisProcess.HOST, Integer.MAX_VALUE, "boot/1", SINCE));
      attempt(SHORT, () -> {}, locks).take().close();
    }
  }

  @Test
  void withoutLocksTheProcessIsLookedForByItsNumberAndItsStart() throws IOException {
    LockOwner here = LockOwner.here();
    owned(new LockOwner(here.host(), here.pid(), here.start(), SINCE));
    assertTrue(refusal(NONE).contains("process " + here.pid()), refusal(NONE));
    // Its number, and not its start: the number has a new owner.
    owned(new LockOwner(here.host(), here.pid(), "another boot/1", SINCE));
    try (FolderLock lock = attempt(SHORT, () -> {}, NONE).take()) {
      assertDoesNotThrow(lock::requireHeld);
      assertEquals(here.start(), LockOwner.read(file()).orElseThrow().start());
    }
    assertTrue(Files.notExists(file()), "given back");
  }

  @Test
  void whatMayLiveOnAnotherMachineIsNeverTaken() throws IOException {
    owned(new LockOwner("machine-7", Integer.MAX_VALUE, "boot/1", SINCE));
    assertTrue(refusal(NONE).contains("this file system has no locks, so delete " + file()));
    FileLocks shared = locks(FileLocks.SYSTEM::tryLock, true);
    assertTrue(refusal(shared).contains("was taken by process 2147483647 on machine-7"));
    assertTrue(Files.size(file()) > 0, "its words stand");
    // A disk of one machine: the name is that of a container that is gone.
    attempt(SHORT, () -> {}, FileLocks.SYSTEM).take().close();
  }

  @Test
  void aLockThatIsRemovedOrReplacedIsNoticed() throws IOException {
    try (FolderLock lock = FolderLock.take(dir, () -> {})) {
      Files.delete(file());
      String removed = assertThrows(StoreWriteException.class, lock::requireHeld).getMessage();
      assertTrue(removed.contains("was removed while this process writes"), removed);
      Files.writeString(dir.resolve("other"), "");
      Files.move(dir.resolve("other"), file());
      String replaced = assertThrows(StoreWriteException.class, lock::requireHeld).getMessage();
      assertTrue(replaced.contains("was replaced while this process writes"), replaced);
    }
  }

  private Path file() {
    return dir.resolve(StoreLayout.LOCK);
  }

  private void owned(LockOwner owner) throws IOException {
    Files.write(file(), RecordJson.mapper().writeValueAsBytes(owner));
  }

  private FolderLock.Attempt attempt(Duration patience, Runnable check, FileLocks locks) {
    return new FolderLock.Attempt(dir, patience, check, locks);
  }

  private String refusal(FileLocks locks) {
    return assertThrows(StoreWriteException.class, () -> attempt(SHORT, () -> {}, locks).take())
        .getMessage();
  }

  /** Answers as a file system may. */
  private interface Answer {
    Optional<FileLock> of(FileChannel channel, long position) throws IOException;
  }

  private static FileLocks locks(Answer answer, boolean shared) {
    return new FileLocks() {
      @Override
      public FileLock ask(FileChannel channel, long position, long size, boolean common) {
        throw new IllegalStateException("answered before");
      }

      @Override
      public Optional<FileLock> tryLock(FileChannel channel, long position) throws IOException {
        return answer.of(channel, position);
      }

      @Override
      public boolean isShared(Path folder) {
        return shared;
      }
    };
  }
}
