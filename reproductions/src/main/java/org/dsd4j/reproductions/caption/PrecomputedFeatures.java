package org.dsd4j.reproductions.caption;

import java.util.stream.IntStream;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.caption.PictureFeatures;
import org.dsd4j.reproductions.row.PreparationContext;

/** Features that come with the corpus, as NeuralTalk distributes them. */
final class PrecomputedFeatures implements FeatureExtractor {
  private final PictureFeatures features;

  PrecomputedFeatures(PictureFeatures features) {
    this.features = features;
  }

  @Override
  public String words() {
    return dimension() == Vgg16Features.DIMENSION
        ? CaptionSource.FC7
        : "features of a file, " + dimension() + " values";
  }

  @Override
  public int dimension() {
    return features.dimension();
  }

  @Override
  public FeatureSpec spec() {
    return FeatureSpec.ofGiven();
  }

  @Override
  public FeatureTable table(
      CaptionedPictures split, PreparationContext context, BrokenExamples broken) {
    float[] values = new float[Math.multiplyExact(split.size(), dimension())];
    for (int i = 0; i < split.size(); i++) {
      System.arraycopy(features.of(split.name(i)), 0, values, i * dimension(), dimension());
    }
    return new FeatureTable(dimension(), IntStream.range(0, split.size()).toArray(), values);
  }
}
