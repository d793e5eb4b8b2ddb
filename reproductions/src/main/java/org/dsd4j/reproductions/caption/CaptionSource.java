package org.dsd4j.reproductions.caption;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.flickr8k.CaptionFolder;
import org.dsd4j.datasets.scenes.ScenesWithCaptions;
import org.dsd4j.reproductions.image.Classifier;
import org.dsd4j.reproductions.image.ResNet18Row;
import org.dsd4j.reproductions.recipe.RecipeRow;
import org.dsd4j.reproductions.recipe.RequestCheck;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.SettingWords;
import org.dsd4j.reproductions.row.UsageException;

/**
 * What a caption model is trained on at a scale.
 *
 * @param corpus the captioned pictures
 * @param features computes the features of a picture
 * @param scaled whether features are scaled as {@link FeatureScale} says
 * @param pictureSide of the example pictures in the report, in pixels; 0 where there are none
 * @param settings what decides the data beside the corpus and the features
 */
record CaptionSource(
    CaptionCorpus corpus,
    FeatureExtractor features,
    boolean scaled,
    int pictureSide,
    Map<String, String> settings) {
  static final String FC7 = "fc7 of VGG-16 trained on ImageNet, 4096 values";

  /** The frozen network of the workstation scale: its width, its pictures, and its seed. */
  private static final int CNN_WIDTH = 16;

  private static final double CNN_EPOCHS_FACTOR = 1.0 / 3;
  private static final int CNN_SIDE = 64;
  private static final long CNN_SEED = 1;

  private static final int SHOWN_SIDE = 112;

  /** Opens the corpus of a scale. */
  static CaptionSource of(RequestCheck check) {
    CaptionSource source = opened(check);
    CaptionCorpus corpus = source.corpus;
    check.requireExamples(corpus.train().size(), corpus.validation().size(), corpus.test().size());
    return source;
  }

  private static CaptionSource opened(RequestCheck check) {
    return switch (check.scale()) {
      case EMBEDDED -> generated(check);
      case WORKSTATION -> real(check, workstationFeatures(check.request()));
      case PAPER -> real(check, paperFeatures(check));
    };
  }

  private static CaptionSource real(RequestCheck check, Optional<FeatureExtractor> computed) {
    CaptionFolder folder = CaptionFolder.open(check.data("the folder of Flickr-8K"));
    FeatureExtractor features =
        computed
            .or(() -> folder.features().map(PrecomputedFeatures::new))
            .orElseThrow(() -> new UsageException(missingFeatures(check)));
    boolean ours = features instanceof TrainedCnnFeatures;
    return new CaptionSource(
        folder.corpus(), features, ours, folder.hasPictures() ? SHOWN_SIDE : 0, Map.of());
  }

  private static String missingFeatures(RequestCheck check) {
    String init = "--init FILE with the weights of VGG-16,";
    return check.atScale()
        + " needs image features: "
        + (check.scale() == Scale.PAPER
            ? init
            : "--pictures DIR with {train,test}/<class>/<pictures> to train a network on, " + init)
        + " or vgg_feats.mat in the folder of --data";
  }

  private static Optional<FeatureExtractor> workstationFeatures(Request request) {
    if (request.pictures().isPresent() && request.init().isPresent()) {
      throw new UsageException("give --pictures or --init, not both: either makes the features");
    }
    return request
        .pictures()
        .<FeatureExtractor>map(CaptionSource::trained)
        .or(() -> request.init().map(Vgg16Features::new));
  }

  private static Optional<FeatureExtractor> paperFeatures(RequestCheck check) {
    if (check.request().pictures().isPresent()) {
      throw new UsageException(
          check.atScale() + " sees with a published VGG-16: give --init FILE, not --pictures");
    }
    return check.request().init().map(Vgg16Features::new);
  }

  private static FeatureExtractor trained(Path pictures) {
    Classifier classifier =
        new ResNet18Row()
            .classifier(
                Request.of(Scale.WORKSTATION)
                    .with(RowSettings.DATA, Optional.of(pictures))
                    .with(RowSettings.WIDTH, Optional.of(CNN_WIDTH))
                    .with(RowSettings.EPOCHS_FACTOR, CNN_EPOCHS_FACTOR));
    return new TrainedCnnFeatures(
        new TrainedCnn(classifier, CNN_SEED), CNN_WIDTH, ImageSize.rgb(CNN_SIDE));
  }

  private static CaptionSource generated(RequestCheck check) {
    check.leaveOut("draws its pictures", RowSettings.DATA, RowSettings.PICTURES);
    ScenesWithCaptions.Settings settings =
        ScenesWithCaptions.Settings.calibrated().withCounts(1600, 200, 400);
    return new CaptionSource(
        ScenesWithCaptions.corpus(settings, RecipeRow.CORPUS_SEED),
        new PixelFeatures(ImageSize.rgb(settings.side())),
        true,
        settings.side(),
        Map.of("generated pictures", SettingWords.of(settings)));
  }
}
