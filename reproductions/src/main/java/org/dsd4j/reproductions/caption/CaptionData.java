package org.dsd4j.reproductions.caption;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.reproductions.row.Workplace;

/**
 * The splits of a caption corpus with their features, which are made once and shared by every seed
 * and arm. Before they are made, all features are zero.
 */
final class CaptionData {
  private final CaptionSetup setup;
  private Optional<Made> made = Optional.empty();

  CaptionData(CaptionSetup setup) {
    this.setup = setup;
  }

  private record Made(
      FeatureScale scale, CaptionSplit train, CaptionSplit validation, CaptionSplit test) {}

  /** Makes the features, or reads them from the cache; once. */
  void prepare(Workplace place, BrokenExamples broken) {
    if (made.isPresent()) {
      return;
    }
    FeatureTable train = setup.features().table(setup.corpus().train(), place, broken);
    FeatureScale scale =
        setup.recipe().scaled() ? FeatureScale.of(train) : FeatureScale.none(train.dimension());
    scale.apply(train.values());
    made =
        Optional.of(
            new Made(
                scale,
                new CaptionSplit(setup.corpus().train(), train),
                scaled(setup.corpus().validation(), scale, place, broken),
                scaled(setup.corpus().test(), scale, place, broken)));
  }

  private CaptionSplit scaled(
      CaptionedPictures split, FeatureScale scale, Workplace place, BrokenExamples broken) {
    FeatureTable table = setup.features().table(split, place, broken);
    scale.apply(table.values());
    return new CaptionSplit(split, table);
  }

  CaptionSplit train() {
    return made.map(Made::train).orElseGet(() -> dark(setup.corpus().train()));
  }

  CaptionSplit validation() {
    return made.map(Made::validation).orElseGet(() -> dark(setup.corpus().validation()));
  }

  CaptionSplit test() {
    return made.map(Made::test).orElseGet(() -> dark(setup.corpus().test()));
  }

  private CaptionSplit dark(CaptionedPictures split) {
    int dimension = setup.features().dimension();
    int[] all = IntStream.range(0, split.size()).toArray();
    return new CaptionSplit(
        split, new FeatureTable(dimension, all, new float[all.length * dimension]));
  }

  /** Writes what {@code dsd caption} needs beside the weights of the caption model. */
  void keep(Path folder) {
    FeatureScale scale = made.orElseThrow().scale();
    CaptionerFile.of(setup, scale).write(folder);
    if (setup.features() instanceof ComputedFeatures pictures) {
      pictures.keepWeights(folder);
    }
  }
}
