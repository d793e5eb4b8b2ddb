package org.dsd4j.reproductions.run;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.dsd4j.djl.kit.conformance.Finding;
import org.dsd4j.djl.kit.engine.KernelReport;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reports.record.Environment;

/** Finds out where a run happens. */
public final class EnvironmentProbe {
  private static final String UNKNOWN = "unknown";

  private EnvironmentProbe() {}

  /**
   * Describes this machine and process.
   *
   * @param engine the engine in use and its device
   * @param threads the threads of one operation
   * @param arithmetic what the self-check found
   * @param capabilities what the engine was found able to do
   * @return the description, never null
   */
  public static Environment probe(
      StartedEngine engine, int threads, String arithmetic, List<Finding> capabilities) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put(
        "os",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    values.put("cpu", cpu());
    values.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    values.put("memory", memory());
    values.put(
        "jvm",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    values.put("engine", engine.name());
    values.put("nativeVersion", engine.version());
    values.put("djl", Engine.getDjlVersion());
    values.put("device", engine.deviceName());
    values.put("threads", Integer.toString(threads));
    KernelReport.of(engine.name()).ifPresent(report -> values.put("kernels", report));
    values.put("gitCommit", gitCommit());
    values.put("arithmetic", arithmetic);
    capabilities.forEach(
        finding ->
            values.put(Environment.CAPABILITY + finding.capability().title(), finding.inWords()));
    values.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return new Environment(values);
  }

  /**
   * Returns the memory of the machine.
   *
   * @return for example {@code 24 GiB}, or {@code unknown}
   */
  public static String memory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return Math.round(system.getTotalMemorySize() / (double) (1L << 30)) + " GiB";
    }
    return UNKNOWN;
  }

  /**
   * Returns the name of the processor. Its numbers are part of it: a virtual machine may call all
   * generations by one name, and they compute with different kernels.
   *
   * @return the name, such as {@code AMD EPYC (family 26, model 2)}, or {@code unknown} where the
   *     system does not tell
   */
  public static String cpu() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try {
        return cpu(Files.readAllLines(info));
      } catch (IOException e) {
        return UNKNOWN;
      }
    }
    String identifier = System.getenv("PROCESSOR_IDENTIFIER");
    return identifier == null ? UNKNOWN : identifier;
  }

  /** From the lines of /proc/cpuinfo, of which ARM has neither name nor family. */
  static String cpu(List<String> lines) {
    Optional<String> family = first(lines, "cpu family");
    Optional<String> model = first(lines, "model");
    String numbers =
        family.isPresent() && model.isPresent()
            ? " (family " + family.get() + ", model " + model.get() + ")"
            : "";
    return first(lines, "model name").map(name -> name + numbers).orElse(UNKNOWN);
  }

  private static Optional<String> first(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.contains(":"))
        .filter(line -> line.substring(0, line.indexOf(':')).strip().equals(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  private static String gitCommit() {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean found = git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0;
      return found ? commit : "not in a git checkout";
    } catch (IOException e) {
      return "git is not installed";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
