package org.dsd4j.reproductions.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.inference.FinishedModel;
import org.dsd4j.reproductions.speech.Transcriber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "transcribe",
    description = "Writes down what is said in recordings, with a finished run of a speech row.",
    mixinStandardHelpOptions = true)
final class TranscribeCommand extends ModelCommand {
  @Option(
      names = "--lm",
      paramLabel = "FILE",
      description = "A language model in ARPA format, for --beam above 1.")
  private Optional<Path> languageModel = Optional.empty();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "WAV, FLAC or SPHERE files.")
  private List<Path> recordings = List.of();

  @Override
  FinishedModel open(Path arm, int beginnings, StartedEngine engine) {
    return Transcriber.open(arm, beginnings, languageModel, engine);
  }

  @Override
  List<Path> files() {
    return recordings;
  }
}
