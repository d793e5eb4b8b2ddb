package org.dsd4j.djl.kit.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of native libraries with which they compute the same bits on every x86-64 processor
 * that has AVX2 and FMA. Left alone, they choose the kernels of the processor at hand, which add up
 * in another order on the next.
 *
 * <p>They are environment variables that a library reads once, as it loads. {@link
 * EngineStart#startReproducibly} sets them before that, over what the user had set.
 *
 * @param engine the engine, as DJL spells it
 * @param variables the environment variables and their values, by name
 */
public record PinnedKernels(String engine, SortedMap<String, String> variables) {
  /** What the processor has to have. */
  private static final Set<String> INSTRUCTIONS = Set.of("avx2", "fma");

  /** Of OpenMP, which all of them use: as many threads as asked for, whatever the load. */
  private static final Map<String, String> OPEN_MP =
      Map.of("OMP_DYNAMIC", "FALSE", "OMP_THREAD_LIMIT", Integer.toString(Integer.MAX_VALUE));

  private static final List<PinnedKernels> ALL =
      List.of(
          new PinnedKernels(
              "PyTorch",
              with(
                  OPEN_MP,
                  Map.of(
                      "ATEN_CPU_CAPABILITY", "avx2",
                      "ONEDNN_MAX_CPU_ISA", "AVX2",
                      "ONEDNN_DEFAULT_FPMATH_MODE", "STRICT",
                      // The one branch that MKL holds to on processors of AMD too.
                      "MKL_CBWR", "COMPATIBLE",
                      "MKL_DYNAMIC", "FALSE",
                      "TORCH_LINEAR_FLATTEN_3D", "0"))),
          new PinnedKernels(
              "MXNet",
              with(OPEN_MP, Map.of("DNNL_MAX_CPU_ISA", "AVX2", "OPENBLAS_CORETYPE", "Haswell"))));

  /** Keeps the variables in the order of their names. */
  public PinnedKernels {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  private static SortedMap<String, String> with(
      Map<String, String> shared, Map<String, String> own) {
    SortedMap<String, String> all = new TreeMap<>(shared);
    all.putAll(own);
    return all;
  }

  /**
   * Returns the settings of an engine. They are the same on every machine.
   *
   * @param engine its name, upper and lower case are the same
   * @return the settings, never null
   * @throws IllegalArgumentException when nobody has found out what decides its kernels
   */
  public static PinnedKernels of(String engine) {
    return ALL.stream()
        .filter(pinned -> pinned.engine.equalsIgnoreCase(engine))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the kernels of engine "
                        + engine
                        + " cannot be pinned, only those of "
                        + ALL.stream()
                            .map(PinnedKernels::engine)
                            .collect(Collectors.joining(" and "))));
  }

  /**
   * Says the settings for a record. Results depend on the number of threads too.
   *
   * @param threads the threads of one operation, at least 1
   * @return such as {@code pinned: MKL_CBWR=COMPATIBLE OMP_DYNAMIC=FALSE, 2 threads}
   */
  public String words(int threads) {
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .collect(
            Collectors.joining(
                " ", "pinned: ", ", " + threads + (threads == 1 ? " thread" : " threads")));
  }

  /**
   * Says why the settings mean nothing on this machine.
   *
   * @return the reason, in words that follow the name of the option; empty where they hold
   */
  static Optional<String> problemHere() {
    return problem(System.getProperty("os.arch"), flags());
  }

  /** The same for a processor whose instructions are known, or not: empty. */
  static Optional<String> problem(String architecture, Set<String> flags) {
    String lower = architecture.toLowerCase(Locale.ROOT);
    if (!lower.equals("amd64") && !lower.equals("x86_64")) {
      return Optional.of(
          "pins the kernels of x86-64 processors, and this one is "
              + architecture
              + ": run without it");
    }
    if (!flags.isEmpty() && !flags.containsAll(INSTRUCTIONS)) {
      return Optional.of(
          "takes a processor with AVX2 and FMA, which this one has not: run without it");
    }
    return Optional.empty();
  }

  /** The instructions of this processor; empty where the system does not tell. */
  private static Set<String> flags() {
    Path info = Path.of("/proc/cpuinfo");
    try {
      return Files.isReadable(info) ? flags(Files.readAllLines(info)) : Set.of();
    } catch (IOException e) {
      return Set.of();
    }
  }

  static Set<String> flags(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("flags") && line.contains(":"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
        .map(words -> Arrays.stream(words).collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }
}
