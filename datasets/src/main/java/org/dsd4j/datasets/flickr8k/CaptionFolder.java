package org.dsd4j.datasets.flickr8k;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.PictureFeatures;

/**
 * The contents of a folder of captions.
 *
 * @param corpus its splits
 * @param features of each picture of the corpus, by its name, where the folder has them
 * @param hasPictures whether the pictures are there, too; if not, their {@code pixels} throw
 */
public record CaptionFolder(
    CaptionCorpus corpus, Optional<PictureFeatures> features, boolean hasPictures) {

  private static final List<String> JSON = List.of("dataset_flickr8k.json", "dataset.json");
  private static final String FEATURES = "vgg_feats.mat";

  /** Checks that nothing is missing. */
  public CaptionFolder {
    requireNonNull(corpus, "corpus");
    requireNonNull(features, "features");
  }

  /**
   * Opens a folder as the authors of Flickr-8K distribute it ({@link Flickr8k}), as Kaggle does
   * ({@link KaggleFlickr8k}) or as NeuralTalk has it ({@link KarpathyJson}, by the name of {@code
   * dataset_flickr8k.json} or {@code dataset.json}, and {@link MatFeatures}, by the name of {@code
   * vgg_feats.mat}, and optionally photographs). Where both are there, NeuralTalk's files are read
   * if the features are among them.
   *
   * @param folder of one of these layouts
   * @return what it holds
   * @throws DataException with one line for each problem that makes it unusable
   */
  public static CaptionFolder open(Path folder) {
    Flickr8k.requireFolder(folder);
    Optional<Path> json =
        JSON.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    Path mat = folder.resolve(FEATURES);
    boolean features = Files.isRegularFile(mat);
    boolean official =
        Flickr8k.textPlaces(folder).stream()
            .anyMatch(place -> Files.isRegularFile(place.resolve(Flickr8k.TOKENS)));
    if (json.isPresent() && (features || !official)) {
      return neuralTalk(folder, json.get(), features ? Optional.of(mat) : Optional.empty());
    }
    if (official) {
      return new CaptionFolder(Flickr8k.open(folder), Optional.empty(), true);
    }
    if (Files.isRegularFile(folder.resolve(KaggleFlickr8k.CAPTIONS))) {
      return new CaptionFolder(KaggleFlickr8k.open(folder), Optional.empty(), true);
    }
    throw new DataException(
        "%s: neither %s nor %s nor %s there; give the folder of Flickr-8K"
            .formatted(
                folder, Flickr8k.TOKENS, String.join(" nor ", JSON), KaggleFlickr8k.CAPTIONS));
  }

  private static CaptionFolder neuralTalk(Path folder, Path json, Optional<Path> mat) {
    Optional<Path> pictures = PictureFolder.find(folder);
    KarpathyJson captions = KarpathyJson.open(json, pictures);
    Optional<PictureFeatures> features =
        mat.map(file -> new NamedFeatures(file, captions, MatFeatures.open(file)));
    return new CaptionFolder(captions.corpus(), features, pictures.isPresent());
  }
}
