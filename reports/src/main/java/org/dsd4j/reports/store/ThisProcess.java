package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What tells a process from others, also from those on other machines that share a disk. */
final class ThisProcess {
  /** The machine's name, in letters, digits and hyphens, so that it can stand in file names. */
  static final String HOST = host();

  static final long PID = ProcessHandle.current().pid();

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int FIELDS_BEFORE_START = 19;

  private ThisProcess() {}

  /**
   * When a process of this machine began, in words that no other process of its number has: not the
   * time where there is something better, since the time may be set.
   *
   * @return empty when there is no such process
   */
  static Optional<String> start(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // The name before the last bracket may hold anything.
      String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
      return Optional.of(Files.readString(BOOT).strip() + "/" + fields[FIELDS_BEFORE_START]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().startInstant())
          .map(Instant::toString);
    }
  }

  private static String host() {
    String name = Optional.ofNullable(System.getenv("COMPUTERNAME")).orElse("");
    Path kernel = Path.of("/proc/sys/kernel/hostname");
    try {
      name = Files.exists(kernel) ? Files.readString(kernel).strip() : name;
    } catch (IOException e) {
      // A machine without a name; its processes are told apart all the same.
    }
    name = name.isEmpty() ? Optional.ofNullable(System.getenv("HOSTNAME")).orElse("") : name;
    String plain = name.replaceAll("[^A-Za-z0-9-]+", "-");
    return plain.isEmpty() ? "localhost" : plain;
  }
}
