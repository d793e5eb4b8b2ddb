package org.dsd4j.reproductions.cli;

import java.nio.file.Path;
import java.util.List;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.inference.FinishedModel;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.setting.Settings;
import org.dsd4j.reproductions.speech.Transcriber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "transcribe",
    description = "Writes down what is said in recordings, with a finished run of a speech row.",
    mixinStandardHelpOptions = true)
final class TranscribeCommand extends ModelCommand {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "WAV, FLAC or SPHERE files.")
  private List<Path> recordings = List.of();

  TranscribeCommand() {
    super(RowSettings.LANGUAGE_MODEL);
  }

  @Override
  FinishedModel open(Path arm, Settings decoding, StartedEngine engine) {
    int beam = decoding.get(RowSettings.BEAM);
    return Transcriber.open(arm, beam, decoding.get(RowSettings.LANGUAGE_MODEL), engine);
  }

  @Override
  List<Path> files() {
    return recordings;
  }
}
