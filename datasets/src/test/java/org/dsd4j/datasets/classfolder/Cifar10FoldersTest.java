package org.dsd4j.datasets.classfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dsd4j.datasets.ImageBatches;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real CIFAR-10, in folders of JPEG files: 1,000 for training and 200 for test per class. */
class Cifar10FoldersTest {

  private static Path dir;

  @BeforeAll
  static void find() {
    dir = Path.of(System.getProperty("dsd.corpora", ""), "cifar10-jpg");
    assumeTrue(
        Files.isDirectory(dir), "no " + dir + "; give -Ddsd.corpora=<folder with cifar10-jpg>");
  }

  @Test
  void holdsWhatItIsKnownToHold() {
    ImageCorpus corpus = ClassFolders.open(dir, ImageSize.rgb(32), 0.1, 1);
    assertEquals(9000, corpus.train().size());
    assertEquals(1000, corpus.validation().size());
    assertEquals(2000, corpus.test().size());
    assertEquals("airplane", corpus.train().classNames().get(0));
    assertEquals("truck", corpus.train().classNames().get(9));
    int[] counts = new int[10];
    for (int i = 0; i < corpus.validation().size(); i++) {
      counts[corpus.validation().label(i)]++;
    }
    for (int count : counts) {
      assertEquals(100, count);
    }
  }

  @Test
  void hasTheKnownMeansAndServesStandardisedBatches() {
    ImageCorpus corpus = ClassFolders.open(dir, ImageSize.rgb(32), 0.1, 1);
    Standardization measured = Standardization.of(corpus.train(), 1000);
    // The usual figures of the 50,000 training pictures; a sample of 1,000 comes near.
    float[] mean = {0.4914f, 0.4822f, 0.4465f};
    float[] deviation = {0.2470f, 0.2435f, 0.2616f};
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(mean[channel], measured.mean()[channel], 0.03f);
      assertEquals(deviation[channel], measured.deviation()[channel], 0.02f);
    }
    int[] order = new int[100];
    for (int i = 0; i < order.length; i++) {
      order[i] = i * 90;
    }
    int count = 0;
    double sum = 0;
    try (ImageBatches batches =
        ImageBatches.builder(corpus.train(), order).standardization(measured).threads(2).open()) {
      while (batches.hasNext()) {
        var batch = batches.next();
        count += batch.count();
        for (float value : batch.pixels()) {
          sum += value;
        }
      }
    }
    assertEquals(100, count);
    assertTrue(Math.abs(sum / (100 * 3072)) < 0.3, "mean after standardisation: " + sum);
  }
}
