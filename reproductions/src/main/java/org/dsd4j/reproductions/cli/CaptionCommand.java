package org.dsd4j.reproductions.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.caption.Captioner;
import org.dsd4j.reproductions.inference.FinishedModel;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "caption",
    description = "Says what is on pictures, with a finished run of neuraltalk.",
    mixinStandardHelpOptions = true)
final class CaptionCommand extends ModelCommand {
  private static final Setting<Optional<Path>> INIT =
      RowSettings.INIT.described("The weights of VGG-16, for a run that sees with it.");

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "JPEG or PNG files.")
  private List<Path> images = List.of();

  CaptionCommand() {
    super(INIT);
  }

  @Override
  FinishedModel open(Path arm, Settings decoding, StartedEngine engine) {
    return Captioner.open(arm, decoding.get(INIT), decoding.get(RowSettings.BEAM), engine);
  }

  @Override
  List<Path> files() {
    return images;
  }
}
