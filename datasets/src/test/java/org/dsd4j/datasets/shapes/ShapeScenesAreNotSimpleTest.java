package org.dsd4j.datasets.shapes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.MemoryImages;
import org.dsd4j.datasets.shapes.ShapeScenes.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With ten classes, guessing errs in 90 % of cases; colours and coarse pixels help little more. */
class ShapeScenesAreNotSimpleTest {

  private static final double NEAR_CHANCE = 0.75;

  private static ImageCorpus corpus;

  @BeforeAll
  static void generate() {
    corpus = ShapeScenes.corpus(Settings.calibrated(), 1);
  }

  private static void assertNearChance(String what, LinearModels.Features features)
      throws BrokenExampleException {
    LinearModels models = new LinearModels(corpus.train(), corpus.test(), features);
    double nearest = models.nearestMeanError();
    double logistic = models.logisticError();
    assertTrue(nearest > NEAR_CHANCE, what + ", nearest class mean errs in " + nearest);
    assertTrue(logistic > NEAR_CHANCE, what + ", logistic regression errs in " + logistic);
  }

  /** Mean and deviation of each channel. */
  private static double[] colours(byte[] chw) {
    int plane = chw.length / 3;
    double[] features = new double[6];
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0;
      double squares = 0;
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        sum += chw[i] & 0xff;
        squares += (chw[i] & 0xff) * (chw[i] & 0xff);
      }
      double mean = sum / plane;
      features[2 * channel] = mean;
      features[2 * channel + 1] = Math.sqrt(squares / plane - mean * mean);
    }
    return features;
  }

  /** Means of 4 x 4 blocks of each channel. */
  private static double[] coarse(byte[] chw) {
    ImageSize size = corpus.train().imageSize();
    double[] features = new double[3 * 16];
    for (int i = 0; i < chw.length; i++) {
      int channel = i / (size.height() * size.width());
      int y = i / size.width() % size.height() * 4 / size.height();
      int x = i % size.width() * 4 / size.width();
      features[channel * 16 + y * 4 + x] += chw[i] & 0xff;
    }
    return features;
  }

  @Test
  void coloursDoNotTellTheClass() throws BrokenExampleException {
    assertNearChance("channel means and deviations", ShapeScenesAreNotSimpleTest::colours);
  }

  @Test
  void coarsePixelsDoNotTellTheClass() throws BrokenExampleException {
    assertNearChance("4 x 4 pixels", ShapeScenesAreNotSimpleTest::coarse);
  }

  @Test
  void theModelsWouldNoticeASimpleTask() throws BrokenExampleException {
    List<MemoryImages.Example> examples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] bright = {(byte) (i % 10 * 20), (byte) (200 - i % 10 * 20), (byte) (i % 7)};
      examples.add(new MemoryImages.Example("" + i, i % 10, bright));
    }
    MemoryImages simple = new MemoryImages(ImageSize.rgb(1), corpus.train().classNames(), examples);
    LinearModels models =
        new LinearModels(simple, simple, chw -> new double[] {chw[0] & 0xff, chw[1] & 0xff});
    double error = models.nearestMeanError();
    assertTrue(error < 0.05, "nearest class mean errs in " + error);
    double logistic = models.logisticError();
    assertTrue(logistic < 0.6, "logistic regression errs in " + logistic);
  }
}
