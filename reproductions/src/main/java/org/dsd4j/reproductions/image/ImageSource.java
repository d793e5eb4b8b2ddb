package org.dsd4j.reproductions.image;

import java.util.Map;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.datasets.classfolder.ClassFolders;
import org.dsd4j.datasets.imagenet.ImageNetFolders;
import org.dsd4j.datasets.shapes.ShapeScenes;
import org.dsd4j.reproductions.recipe.RecipeRow;
import org.dsd4j.reproductions.recipe.RequestCheck;
import org.dsd4j.reproductions.row.SettingWords;

/**
 * What an image network is trained on at a scale.
 *
 * @param corpus the pictures
 * @param standardization mean and deviation of each channel
 * @param outputs of the network, at least as many as the corpus has classes
 * @param settings what decides the data beside the corpus
 */
record ImageSource(
    ImageCorpus corpus,
    Standardization standardization,
    int outputs,
    Map<String, String> settings) {
  private static final double VALIDATION_SHARE = 0.1;
  private static final int IMAGENET_CLASSES = 1000;

  /** How many training pictures the standardisation of a corpus is measured on. */
  private static final int STANDARDIZE_BY = 10_000;

  /** Opens the corpus of a scale. */
  static ImageSource of(RequestCheck check, ImageRecipe.Input input) {
    ImageSource source = opened(check, input);
    ImageCorpus corpus = source.corpus;
    check.requireExamples(corpus.train().size(), corpus.validation().size(), corpus.test().size());
    return source;
  }

  private static ImageSource opened(RequestCheck check, ImageRecipe.Input input) {
    return switch (check.scale()) {
      case EMBEDDED ->
          measured(
              ShapeScenes.corpus(input.generated(), RecipeRow.CORPUS_SEED),
              Map.of("generated pictures", SettingWords.of(input.generated())));
      case WORKSTATION ->
          measured(
              ClassFolders.open(
                  check.data("a folder {train,test}/<class>/<pictures>"),
                  ImageSize.rgb(input.side()),
                  VALIDATION_SHARE,
                  RecipeRow.CORPUS_SEED),
              Map.of());
      case PAPER ->
          new ImageSource(
              ImageNetFolders.open(
                  check.data("the folder of ILSVRC-2012 with train/<wnid>/*.JPEG and val/"),
                  ImageNetFolders.Settings.ofSide(input.side(), RecipeRow.CORPUS_SEED)),
              Standardization.IMAGENET,
              IMAGENET_CLASSES,
              Map.of());
    };
  }

  private static ImageSource measured(ImageCorpus corpus, Map<String, String> settings) {
    ImageDataset train = corpus.train();
    return new ImageSource(
        corpus, Standardization.of(train, STANDARDIZE_BY), train.classNames().size(), settings);
  }
}
