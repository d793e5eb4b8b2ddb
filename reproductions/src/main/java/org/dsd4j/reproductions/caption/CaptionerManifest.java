package org.dsd4j.reproductions.caption;

import java.util.List;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.reports.store.StoreLayout;
import org.dsd4j.reproductions.inference.ManifestFile;
import org.dsd4j.reproductions.inference.ModelManifest;

/**
 * What a finished run needs beside its weights to caption pictures: {@code captioner.json}.
 *
 * @param format version of this file
 * @param width of the caption model
 * @param features how the features of a picture are computed
 * @param scale of the features
 * @param sentences training captions
 * @param words of the vocabulary, by their indices from 1
 */
record CaptionerManifest(
    int format,
    int width,
    FeatureSpec features,
    FeatureScale scale,
    long sentences,
    List<Vocabulary.Word> words)
    implements ModelManifest {
  private static final int FORMAT = 1;

  static final ManifestFile<CaptionerManifest> FILE =
      new ManifestFile<>(
          StoreLayout.CAPTIONER,
          CaptionerManifest.class,
          FORMAT,
          "neuraltalk, such as runs/embedded/neuraltalk/PyTorch/1/dsd");

  static CaptionerManifest of(
      int width, FeatureSpec features, FeatureScale scale, Vocabulary vocabulary) {
    return new CaptionerManifest(
        FORMAT, width, features, scale, vocabulary.sentences(), vocabulary.words());
  }

  Vocabulary vocabulary() {
    return new Vocabulary(sentences, words);
  }
}
