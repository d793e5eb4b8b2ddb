package org.dsd4j.reproductions.cli;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dsd4j.djl.check.SlowerInstructions;
import org.dsd4j.djl.kit.conformance.Conformance;
import org.dsd4j.djl.kit.conformance.Finding;
import org.dsd4j.djl.kit.engine.ArithmeticCheck;
import org.dsd4j.djl.kit.engine.ConvolutionShape;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.kit.engine.KernelReport;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.reproductions.run.EnvironmentProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    description = "Checks this machine: engine, threads, arithmetic, memory, disk.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    PrintStream out = System.out;
    line(out, "java", System.getProperty("java.runtime.version"));
    line(out, "processor", EnvironmentProbe.cpu() + ", " + cores());
    line(out, "memory", EnvironmentProbe.memory() + ", of which the JVM may use " + heap());
    line(out, "disk", disk());
    line(out, "allocator", allocator());
    StartedEngine engine = engineOptions.start();
    line(out, "engine", engine.name() + " " + engine.version() + ", DJL " + Engine.getDjlVersion());
    line(out, "device", device(engine) + ", " + engineOptions.threads() + " threads");
    KernelReport.of(engine.name()).ifPresent(report -> line(out, "kernels", kernels(report)));
    int code = sayArithmetic(out, engine);
    sayLayersOfDjl(out, engine);
    return code;
  }

  private int sayArithmetic(PrintStream out, StartedEngine engine) {
    List<ArithmeticCheck.Fault> faults = checkArithmetic(engine);
    String limited =
        SlowerInstructions.limit()
            .filter(limit -> !engineOptions.reproducible())
            .map(limit -> " (oneDNN limited to " + limit + ")")
            .orElse("");
    if (faults.isEmpty()) {
      line(
          out, "arithmetic", "right: convolutions agree with FLOAT64 on poisoned memory" + limited);
      return 0;
    }
    line(out, "arithmetic", "WRONG in " + faults.size() + " convolutions" + limited);
    faults.forEach(fault -> line(out, "", fault.shape() + ": " + fault.problem()));
    line(
        out,
        "",
        engine.device().isGpu()
            ? "dsd run notices and refuses this device: run with --device cpu"
            : engineOptions.reproducible()
                ? "dsd run notices and refuses these kernels: run without --reproducible"
                : "dsd run notices and starts again with " + SlowerInstructions.SETTING);
    return Dsd.RUN_FAILED;
  }

  /**
   * What a network of one's own may be built of. It is no part of the exit code: rows do not use
   * those layers, so that what they compute is right all the same.
   */
  private static void sayLayersOfDjl(PrintStream out, StartedEngine engine) {
    Conformance conformance = new Conformance(engine.engine(), engine.device());
    List<Finding> wrong =
        Conformance.layersOfDjl().stream()
            .map(conformance::check)
            .filter(finding -> !finding.passed())
            .toList();
    if (wrong.isEmpty()) {
      line(out, "layers", "DJL's own LSTM, GRU and Conv2d are right too, in every size tried");
      return;
    }
    line(out, "layers", "WRONG, and used by no row, but maybe by a network of yours:");
    wrong.forEach(
        finding -> line(out, "", finding.capability().title() + ": " + finding.inWords()));
    if (SlowerInstructions.help(engine.name())) {
      line(
          out,
          "",
          "for those set "
              + SlowerInstructions.SETTING
              + " in the environment before the process starts");
    }
    line(out, "", "org.dsd4j.djl.check.NetworkCheck says whether your network is concerned");
  }

  private static List<ArithmeticCheck.Fault> checkArithmetic(StartedEngine engine) {
    int[][] channels = {{3, 16}, {3, 64}, {1, 8}, {12, 24}, {16, 16}, {16, 32}, {64, 64}, {20, 50}};
    List<ConvolutionShape> shapes = new ArrayList<>();
    for (int[] pair : channels) {
      for (int stride = 1; stride <= 2; stride++) {
        shapes.add(
            new ConvolutionShape(
                2, 16, 16, new AlignedConv2d.Settings(pair[0], pair[1], 3, stride, 1, false)));
      }
    }
    try (NDManager manager = NDManager.newBaseManager(engine.device(), engine.name())) {
      return new ArithmeticCheck(manager).check(shapes);
    }
  }

  private String kernels(String report) {
    return report
        + (engineOptions.reproducible()
            ? ", pinned"
            : "; with --reproducible the same on every processor");
  }

  private static String device(StartedEngine engine) {
    return engine.deviceName() + " of " + String.join(", ", DeviceChoice.names(engine.engine()));
  }

  private static String cores() {
    return Runtime.getRuntime().availableProcessors() + " cores";
  }

  private static String heap() {
    return Runtime.getRuntime().maxMemory() / (1L << 20) + " MiB";
  }

  private static String disk() {
    try {
      Path here = Path.of("").toAbsolutePath();
      double free = Files.getFileStore(here).getUsableSpace() / (double) (1L << 30);
      return String.format(Locale.ROOT, "%.1f GiB free in %s", free, here);
    } catch (IOException e) {
      return "cannot be asked: " + e.getMessage();
    }
  }

  private static String allocator() {
    return Optional.ofNullable(System.getenv("MALLOC_ARENA_MAX")).isPresent()
        ? "tuned for large arrays"
        : "not tuned: start through bin/dsd, large networks are up to twice as fast";
  }

  private static void line(PrintStream out, String name, String value) {
    out.println(String.format(Locale.ROOT, "%-11s %s", name, value));
  }
}
