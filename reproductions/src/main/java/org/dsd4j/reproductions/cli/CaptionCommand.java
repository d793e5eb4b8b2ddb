package org.dsd4j.reproductions.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.caption.Captioner;
import org.dsd4j.reproductions.inference.FinishedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "caption",
    description = "Says what is on pictures, with a finished run of neuraltalk.",
    mixinStandardHelpOptions = true)
final class CaptionCommand extends ModelCommand {
  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "The weights of VGG-16, for a run that sees with it.")
  private Optional<Path> init = Optional.empty();

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "JPEG or PNG files.")
  private List<Path> images = List.of();

  @Override
  FinishedModel open(Path arm, int beginnings, StartedEngine engine) {
    return Captioner.open(arm, init, beginnings, engine);
  }

  @Override
  List<Path> files() {
    return images;
  }
}
