package org.dsd4j.reproductions.caption;

import java.util.Optional;
import java.util.stream.IntStream;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.reproductions.row.PreparationContext;

/**
 * The splits of a caption corpus with their features, which are made once and shared by every seed
 * and arm. Before they are made, all features are zero.
 */
final class CaptionData {
  private final CaptionSource source;
  private Optional<Made> made = Optional.empty();

  CaptionData(CaptionSource source) {
    this.source = source;
  }

  private record Made(
      FeatureScale scale, CaptionSplit train, CaptionSplit validation, CaptionSplit test) {}

  /** Makes the features, or reads them from the cache; once. */
  void prepare(PreparationContext context, BrokenExamples broken) {
    if (made.isPresent()) {
      return;
    }
    FeatureTable train = table(source.corpus().train(), context, broken);
    FeatureScale scale =
        source.scaled() ? FeatureScale.of(train) : FeatureScale.none(train.dimension());
    scale.apply(train.values());
    made =
        Optional.of(
            new Made(
                scale,
                new CaptionSplit(source.corpus().train(), train),
                scaled(source.corpus().validation(), scale, context, broken),
                scaled(source.corpus().test(), scale, context, broken)));
  }

  private CaptionSplit scaled(
      CaptionedPictures split,
      FeatureScale scale,
      PreparationContext context,
      BrokenExamples broken) {
    FeatureTable table = table(split, context, broken);
    scale.apply(table.values());
    return new CaptionSplit(split, table);
  }

  private FeatureTable table(
      CaptionedPictures split, PreparationContext context, BrokenExamples broken) {
    FeatureTable table = source.features().table(split, context, broken);
    if (table.rows() == 0) {
      throw new DataException(
          "none of the %d pictures of a split can be read; repair them: %s"
              .formatted(split.size(), String.join("; ", broken.lines())));
    }
    return table;
  }

  CaptionSplit train() {
    return made.map(Made::train).orElseGet(() -> withoutFeatures(source.corpus().train()));
  }

  CaptionSplit validation() {
    return made.map(Made::validation)
        .orElseGet(() -> withoutFeatures(source.corpus().validation()));
  }

  CaptionSplit test() {
    return made.map(Made::test).orElseGet(() -> withoutFeatures(source.corpus().test()));
  }

  private CaptionSplit withoutFeatures(CaptionedPictures split) {
    int dimension = source.features().dimension();
    int[] all = IntStream.range(0, split.size()).toArray();
    return new CaptionSplit(
        split, new FeatureTable(dimension, all, new float[all.length * dimension]));
  }

  /** How features are scaled, once they are made. */
  FeatureScale scale() {
    return made.orElseThrow().scale();
  }
}
