package org.dsd4j.datasets.speechfolder;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.an4.An4;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.wsj.Wsj;

/** Opens a folder of speech in whichever layout it has. */
public final class SpeechFolder {

  private SpeechFolder() {}

  /**
   * Opens a folder as {@link Wsj}, {@link An4}, {@link KaldiFolder}, {@link TsvFolder}, {@link
   * LibriSpeech} or {@link LjSpeech}: the first of these that it looks like.
   *
   * @param folder of one of these layouts
   * @return its splits
   * @throws DataException with one line for each problem that makes it unusable
   */
  public static SpeechCorpus open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "%s: no such folder; give one that holds a speech corpus".formatted(folder));
    }
    if (Wsj.isIn(folder)) {
      return Wsj.open(folder);
    }
    if (An4.isIn(folder)) {
      return An4.open(folder);
    }
    if (KaldiFolder.isIn(folder)) {
      return KaldiFolder.open(folder);
    }
    if (TsvFolder.isIn(folder)) {
      return TsvFolder.open(folder);
    }
    if (LibriSpeech.isIn(folder)) {
      return LibriSpeech.open(folder);
    }
    if (LjSpeech.isIn(folder)) {
      return LjSpeech.open(folder);
    }
    throw new DataException(
        "%s: neither wsj0/doc/indices (WSJ) nor etc/an4_train.fileids (AN4) nor train/wav.scp (Kaldi) nor train.tsv nor train-*/ (LibriSpeech) nor metadata.csv (LJ Speech) there; give the folder that has one of them"
            .formatted(folder));
  }
}
