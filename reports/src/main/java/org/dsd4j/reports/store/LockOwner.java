package org.dsd4j.reports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.dsd4j.reports.record.RecordJson;

/**
 * Who has a lock, as its file says.
 *
 * @param host name of the machine
 * @param pid of the process there
 * @param start of that process, as {@link ThisProcess#start} words it
 * @param since when it took the lock, by its machine's clock
 */
record LockOwner(String host, long pid, String start, Instant since) {
  private static final int LONGEST = 4_096;

  /** The process that asks, from now on. */
  static LockOwner here() {
    return new LockOwner(
        ThisProcess.HOST,
        ThisProcess.PID,
        ThisProcess.start(ThisProcess.PID).orElse(""),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** As the other {@code read}, for a process that does not have the lock. */
  static Optional<LockOwner> read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(channel);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What a lock's file says; empty when nobody has it, or an older version that left no name. */
  static Optional<LockOwner> read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST);
    long at = 0;
    for (int read = channel.read(text, at); read > 0; read = channel.read(text, at)) {
      at += read;
    }
    try {
      byte[] bytes = Arrays.copyOf(text.array(), text.position());
      return Optional.ofNullable(RecordJson.mapper().readValue(bytes, LockOwner.class))
          .filter(owner -> owner.host != null && owner.start != null && owner.since != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Replaces what a lock's file says. */
  void write(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.wrap(bytes());
    channel.truncate(0);
    while (text.hasRemaining()) {
      channel.write(text, text.position());
    }
  }

  private byte[] bytes() {
    try {
      return (RecordJson.mapper().writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is no JSON", e);
    }
  }

  boolean isHere() {
    return host.equals(ThisProcess.HOST);
  }

  /** Whether it may still run: nobody can tell of another machine's processes. */
  boolean mayLive() {
    return !isHere() || ThisProcess.start(pid).filter(start::equals).isPresent();
  }

  /** Such as {@code process 1234 on machine since 2026-01-02T03:04:05Z}. */
  String inWords() {
    return "process " + pid + " on " + host.replaceAll("[^A-Za-z0-9-]", "?") + " since " + since;
  }
}
