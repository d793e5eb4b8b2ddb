package org.dsd4j.reproductions.caption;

import java.util.ArrayList;
import java.util.List;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.reproductions.caption.PackedSentences.Pair;

/**
 * A split with the features of its pictures.
 *
 * @param pictures names and captions
 * @param features scaled, one row for each picture that can be read
 */
record CaptionSplit(CaptionedPictures pictures, FeatureTable features) {
  /** Every caption with its picture, in the order of the corpus. */
  List<Pair> pairs(Vocabulary vocabulary) {
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < features.rows(); row++) {
      for (List<String> caption : references(row)) {
        pairs.add(new Pair(row, vocabulary.encode(caption)));
      }
    }
    return pairs;
  }

  /** The captions of the picture of a row. */
  List<List<String>> references(int row) {
    return pictures.captions(features.examples()[row]);
  }
}
