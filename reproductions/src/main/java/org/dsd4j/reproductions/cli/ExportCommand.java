package org.dsd4j.reproductions.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.djl.checkpoint.WeightExport;
import org.dsd4j.djl.checkpoint.WeightExport.Written;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.run.FinishedArm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description =
        "Writes the network of a finished run as safetensors, for --init or for Python;"
            + " docs/export.md says how to read it there.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  /** Whose names the tensors get. */
  enum Names {
    DSD,
    TORCHVISION
  }

  @Option(
      names = "--run",
      paramLabel = "DIR",
      required = true,
      description = "An arm of a finished run, such as runs/embedded/resnet18/PyTorch/1/dsd.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, such as model.safetensors.")
  private Path out;

  @Option(
      names = "--names",
      paramLabel = "NAMES",
      defaultValue = "dsd",
      description =
          "How tensors are called: dsd (default), the paths that dsd show prints; or"
              + " torchvision, as the state dict of its network of that name has them.")
  private Names names;

  @Option(
      names = "--sparse",
      description =
          "Leave out the zeros where that is smaller. --init reads it; Python has to"
              + " put them in again.")
  private boolean sparse;

  @Option(names = "--overwrite", description = "Replace a file that is there.")
  private boolean overwrite;

  @Override
  public Integer call() {
    FinishedArm arm = FinishedArm.open(run);
    requireFree(arm);
    UnaryOperator<WeightExport> naming = naming(arm.spec());
    WeightExport export = naming.apply(WeightExport.of(arm.end()));
    Written written = (sparse ? export.sparse() : export).write(out);
    print(arm.spec(), written, System.out);
    return 0;
  }

  private UnaryOperator<WeightExport> naming(RunSpec spec) {
    if (names == Names.DSD) {
      return export -> export;
    }
    TorchNames torchvision =
        Row.find(spec.row())
            .torchvision()
            .orElseThrow(
                () ->
                    new UsageException(
                        "torchvision has no network like that of "
                            + spec.row()
                            + "; leave out --names to write it under the names of dsd show"));
    return export -> export.named(torchvision);
  }

  private void requireFree(FinishedArm arm) {
    if (Files.isDirectory(out)) {
      throw new UsageException("--out names the file to write, but " + out + " is a folder");
    }
    if (Files.exists(out) && !overwrite) {
      throw new UsageException(out + " is there already: replace it with --overwrite");
    }
    if (isRecord(arm)) {
      throw new UsageException(out + " is the end of the run itself; name another file");
    }
  }

  private boolean isRecord(FinishedArm arm) {
    try {
      return Files.exists(out) && Files.isSameFile(out, arm.weights());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + out + ": " + e.getMessage(), e);
    }
  }

  private void print(RunSpec spec, Written written, PrintStream stdout) {
    stdout.printf(
        Locale.ROOT,
        "%s (%s), %s, seed %d: %s%n%,d values in %d parameters, running statistics included;"
            + " %,d of them zero (%.1f %%)%n",
        spec.row(),
        spec.scale(),
        spec.arm(),
        spec.seed(),
        spec.network(),
        written.values(),
        written.parameters(),
        written.zeros(),
        100.0 * written.zeros() / written.values());
    stdout.printf(Locale.ROOT, "%s: %,d bytes", out, written.bytes());
    if (sparse) {
      stdout.printf(
          Locale.ROOT,
          ", %.1f %% of the %,d of the dense form",
          100.0 * written.bytes() / written.denseBytes(),
          written.denseBytes());
    }
    stdout.println();
  }
}
