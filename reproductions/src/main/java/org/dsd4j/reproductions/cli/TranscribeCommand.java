package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.speech.Transcriber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "transcribe",
    description = "Writes down what is said in recordings, with a finished run of a speech row.",
    mixinStandardHelpOptions = true)
final class TranscribeCommand implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "DIR",
      required = true,
      description = "An arm of a finished run, such as runs/embedded/deepspeech/PyTorch/1/dsd2.")
  private Path run;

  @Option(
      names = "--beam",
      paramLabel = "K",
      defaultValue = "1",
      description = "Beginnings that the decoder keeps; 1, greedy, by default.")
  private int beam;

  @Option(
      names = "--lm",
      paramLabel = "FILE",
      description = "A language model in ARPA format, for --beam above 1.")
  private Optional<Path> languageModel = Optional.empty();

  @Mixin private EngineOptions engineOptions;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "WAV, FLAC or SPHERE files.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    if (beam < 1) {
      throw new UsageException("--beam must be at least 1 but was " + beam + "; 1 is greedy");
    }
    StartedEngine engine = engineOptions.start();
    PrintStream out = System.out;
    int code = 0;
    try (Transcriber transcriber = Transcriber.open(run, beam, languageModel, engine)) {
      for (Path file : files) {
        try {
          out.println(file + ": " + transcriber.transcribe(file));
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
