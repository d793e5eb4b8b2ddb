package org.dsd4j.reproductions.caption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.reproductions.row.PreparationContext;

/** Features that are computed from pixels, so that any picture has them. */
abstract class ComputedFeatures implements FeatureExtractor {
  private static final int BATCH = 50;

  private Optional<PictureEncoder> encoder = Optional.empty();

  /** Loads or trains what computes the features. */
  abstract PictureEncoder load(PreparationContext context);

  @Override
  public final FeatureTable table(
      CaptionedPictures split, PreparationContext context, BrokenExamples broken) {
    if (encoder.isEmpty()) {
      encoder = Optional.of(load(context));
    }
    PictureEncoder ready = encoder.get();
    Optional<String> checksum = ready.checksum();
    if (checksum.isEmpty()) {
      return compute(ready, split, broken);
    }
    FeatureTable table =
        new FeatureCache(context.cache())
            .get(
                words() + "\n" + checksum.get(),
                split,
                () -> {
                  context.progress().accept("features of " + split.size() + " pictures");
                  return compute(ready, split, broken);
                });
    nameMissing(table, split, broken);
    return table;
  }

  private FeatureTable compute(
      PictureEncoder ready, CaptionedPictures split, BrokenExamples broken) {
    int[] examples = new int[split.size()];
    float[] values = new float[Math.multiplyExact(split.size(), dimension())];
    int rows = 0;
    List<byte[]> batch = new ArrayList<>();
    for (int i = 0; i < split.size(); i++) {
      try {
        batch.add(split.pixels(i, ready.size()));
        examples[rows + batch.size() - 1] = i;
      } catch (BrokenExampleException e) {
        broken.add(e.exampleName(), e);
      }
      if (batch.size() == BATCH || (i == split.size() - 1 && !batch.isEmpty())) {
        float[] made = ready.of(batch);
        System.arraycopy(made, 0, values, rows * dimension(), made.length);
        rows += batch.size();
        batch.clear();
      }
    }
    return new FeatureTable(
        dimension(), Arrays.copyOf(examples, rows), Arrays.copyOf(values, rows * dimension()));
  }

  /** The cache does not keep why a picture has no features, but that must be reported. */
  private static void nameMissing(
      FeatureTable table, CaptionedPictures split, BrokenExamples broken) {
    int row = 0;
    for (int i = 0; i < split.size(); i++) {
      if (row < table.rows() && table.examples()[row] == i) {
        row++;
      } else {
        broken.add(
            split.name(i),
            new BrokenExampleException(split.name(i), "could not be read when features were made"));
      }
    }
  }
}
