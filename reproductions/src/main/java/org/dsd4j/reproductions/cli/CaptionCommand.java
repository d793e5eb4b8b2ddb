package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.caption.Captioner;
import org.dsd4j.reproductions.row.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "caption",
    description = "Says what is on pictures, with a finished run of neuraltalk.",
    mixinStandardHelpOptions = true)
final class CaptionCommand implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "DIR",
      required = true,
      description = "An arm of a finished run, such as runs/workstation/neuraltalk/PyTorch/1/dsd.")
  private Path run;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "The weights of VGG-16, for a run that sees with it.")
  private Optional<Path> init = Optional.empty();

  @Option(
      names = "--beam",
      paramLabel = "K",
      defaultValue = "1",
      description = "Beginnings that the decoder keeps; 1 by default.")
  private int beam;

  @Mixin private EngineOptions engineOptions;

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "JPEG or PNG files.")
  private List<Path> images = List.of();

  @Override
  public Integer call() {
    if (beam < 1) {
      throw new UsageException("--beam must be at least 1 but was " + beam + "; 1 is greedy");
    }
    StartedEngine engine = engineOptions.start();
    PrintStream out = System.out;
    int code = 0;
    try (Captioner captioner = Captioner.open(run, init, beam, engine)) {
      for (Path image : images) {
        try {
          out.println(image + ": " + captioner.caption(image));
        } catch (BrokenExampleException e) {
          // The others may be fine.
          System.err.println("dsd: " + e.getMessage());
          code = Dsd.DATA;
        }
      }
      out.flush();
    }
    return code;
  }
}
