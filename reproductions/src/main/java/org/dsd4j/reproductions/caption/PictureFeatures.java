package org.dsd4j.reproductions.caption;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.reproductions.row.Workplace;

/** Features that are computed from pixels, so that any picture has them. */
abstract class PictureFeatures implements FeatureMaker {
  private static final int BATCH = 50;

  /** The size that pictures are scaled to. */
  abstract ImageSize size();

  /**
   * Loads or trains what the features need. Called before {@link #of}, any number of times.
   *
   * @return a checksum of it, under which features are kept; empty when they are made faster than
   *     they are read
   */
  abstract Optional<String> prepare(Workplace place);

  /**
   * Copies the weights of the network that makes the features, where it was trained here.
   *
   * @param folder where to
   */
  void keepWeights(Path folder) {
    // Most features have none, or their owner has the file.
  }

  /**
   * Computes features.
   *
   * @param pictures at least one, unsigned bytes (C, H, W) of {@link #size()}
   * @return (pictures, dimension), row-major
   */
  abstract float[] of(List<byte[]> pictures);

  @Override
  public final FeatureTable table(CaptionedPictures split, Workplace place, BrokenExamples broken) {
    Optional<String> checksum = prepare(place);
    if (checksum.isEmpty()) {
      return compute(split, broken);
    }
    FeatureTable table =
        new FeatureCache(place.cache())
            .get(
                words() + "\n" + checksum.get(),
                split,
                () -> {
                  place.progress().accept("features of " + split.size() + " pictures");
                  return compute(split, broken);
                });
    nameMissing(table, split, broken);
    return table;
  }

  private FeatureTable compute(CaptionedPictures split, BrokenExamples broken) {
    int[] examples = new int[split.size()];
    float[] values = new float[Math.multiplyExact(split.size(), dimension())];
    int rows = 0;
    List<byte[]> batch = new ArrayList<>();
    for (int i = 0; i < split.size(); i++) {
      try {
        batch.add(split.pixels(i, size()));
        examples[rows + batch.size() - 1] = i;
      } catch (BrokenExampleException e) {
        broken.add(e.exampleName(), e);
      }
      if (batch.size() == BATCH || (i == split.size() - 1 && !batch.isEmpty())) {
        float[] made = of(batch);
        System.arraycopy(made, 0, values, rows * dimension(), made.length);
        rows += batch.size();
        batch.clear();
      }
    }
    return new FeatureTable(
        dimension(), Arrays.copyOf(examples, rows), Arrays.copyOf(values, rows * dimension()));
  }

  /** Features from the cache do not say why a picture has none, but that must not pass unseen. */
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
