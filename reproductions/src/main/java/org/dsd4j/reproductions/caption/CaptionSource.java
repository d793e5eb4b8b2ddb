package org.dsd4j.reproductions.caption;

import java.util.Map;
import java.util.TreeMap;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.scenes.ScenesWithCaptions;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.UsageException;

/**
 * What a caption model is trained on at a scale.
 *
 * @param corpus the captioned pictures
 * @param features what the model sees of a picture
 * @param scaled whether the features get mean 0 and deviation 1
 * @param pictureSide of the example pictures in the report, in pixels
 * @param settings what decides the data and is not said by the corpus and the features
 */
record CaptionSource(
    CaptionCorpus corpus,
    FeatureMaker features,
    boolean scaled,
    int pictureSide,
    Map<String, String> settings) {
  static final String FC7 = "fc7 of VGG-16 trained on ImageNet, 4096 values";

  /** Two pixels for each cell of the generated scenes, in each direction. */
  private static final int GENERATED_FEATURE_SIDE = 6;

  /** The corpus is one and the same for every seed of the run, as a real one is. */
  private static final long CORPUS_SEED = 1607_04381;

  static CaptionSource of(Request request) {
    return switch (request.scale()) {
      case EMBEDDED -> generated(request);
      default -> throw new UsageException("later");
    };
  }

  private static CaptionSource generated(Request request) {
    if (request.data().isPresent() || request.pictures().isPresent()) {
      throw new UsageException(
          "neuraltalk --scale embedded draws its pictures: leave out --data and --pictures");
    }
    ScenesWithCaptions.Settings settings =
        ScenesWithCaptions.Settings.calibrated().withCounts(1600, 200, 400);
    Map<String, String> said = new TreeMap<>();
    said.put("generated pictures", settings.toString());
    return new CaptionSource(
        ScenesWithCaptions.corpus(settings, CORPUS_SEED),
        new PixelFeatures(ImageSize.rgb(GENERATED_FEATURE_SIDE)),
        true,
        settings.side(),
        said);
  }
}
