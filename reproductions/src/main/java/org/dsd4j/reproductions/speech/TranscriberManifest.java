package org.dsd4j.reproductions.speech;

import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.inference.ManifestFile;
import org.dsd4j.reproductions.inference.ModelManifest;

/**
 * What a finished run needs beside its weights to write down speech: {@code transcriber.json}.
 *
 * @param format version of this file
 * @param row whose network it is
 * @param size of the network
 * @param pooled how many neighbouring bins of the spectrogram become one
 */
record TranscriberManifest(int format, String row, SpeechRecipe.Size size, int pooled)
    implements ModelManifest {
  private static final int FORMAT = 1;

  static final ManifestFile<TranscriberManifest> FILE =
      new ManifestFile<>(
          StoreLayout.TRANSCRIBER,
          TranscriberManifest.class,
          FORMAT,
          "a speech row, such as runs/embedded/deepspeech/PyTorch/1/dsd2");

  static TranscriberManifest of(String row, SpeechRecipe recipe) {
    return new TranscriberManifest(FORMAT, row, recipe.size(), recipe.pooled());
  }
}
