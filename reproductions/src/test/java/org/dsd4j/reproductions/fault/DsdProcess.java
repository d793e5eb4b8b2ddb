package org.dsd4j.reproductions.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.dsd4j.reproductions.cli.Dsd;

/**
 * The command {@code dsd} in a process of its own, as a user starts it.
 *
 * @param before words before the Java VM, such as those of a tracer
 * @param java options of the Java VM
 * @param environment variables that are set besides the inherited ones
 * @param log the file that gets what it prints, after what is there
 */
public record DsdProcess(
    List<String> before, List<String> java, Map<String, String> environment, Path log) {
  private static final long LOOK_MILLIS = 5;

  /** Copies the lists. */
  public DsdProcess {
    before = List.copyOf(before);
    java = List.copyOf(java);
    environment = Map.copyOf(environment);
  }

  /**
   * What is left of a process.
   *
   * @param code its exit code; 137 of one that was killed
   * @param said what it printed
   * @param peakKilobytes the most memory it held at a time, where the system says so
   * @param hung whether it had to be ended
   */
  public record Ended(int code, String said, OptionalLong peakKilobytes, boolean hung) {}

  /**
   * A usual one.
   *
   * @param log the file that gets what it prints
   */
  public static DsdProcess logging(Path log) {
    return new DsdProcess(List.of(), List.of("-Xmx600m"), Map.of(), log);
  }

  /** The same behind another command. */
  public DsdProcess behind(List<String> words) {
    return new DsdProcess(words, java, environment, log);
  }

  /** The same with other options of the Java VM. */
  public DsdProcess withJava(String... options) {
    return new DsdProcess(before, List.of(options), environment, log);
  }

  /** The same with a variable of the environment. */
  public DsdProcess with(Map<String, String> variables) {
    return new DsdProcess(before, java, variables, log);
  }

  /**
   * The whole command.
   *
   * @param arguments those of {@code dsd}
   * @return its words
   */
  public List<String> words(List<String> arguments) {
    List<String> words = new ArrayList<>(before);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(java);
    words.add("-Djava.awt.headless=true");
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Dsd.class.getName()));
    words.addAll(arguments);
    return words;
  }

  /** Starts it. */
  public Process start(List<String> arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words(arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /**
   * Starts it and waits for its end.
   *
   * @param longestSeconds after which it is ended
   * @param arguments those of {@code dsd}
   * @return what is left of it
   */
  public Ended run(long longestSeconds, List<String> arguments)
      throws IOException, InterruptedException {
    Files.deleteIfExists(log);
    Process process = start(arguments);
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(longestSeconds);
    OptionalLong peak = OptionalLong.empty();
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
      OptionalLong now = peak(status);
      peak = now.isPresent() ? now : peak;
    }
    boolean hung = process.isAlive();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    int code = process.destroyForcibly().waitFor();
    return new Ended(
        code, new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1), peak, hung);
  }

  /** Linux says the peak as long as the process is there. */
  private static OptionalLong peak(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
