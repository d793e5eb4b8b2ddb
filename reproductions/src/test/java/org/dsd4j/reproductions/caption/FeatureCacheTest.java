package org.dsd4j.reproductions.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.scenes.ScenesWithCaptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
  private static final CaptionCorpus CORPUS =
      ScenesWithCaptions.corpus(ScenesWithCaptions.Settings.calibrated().withCounts(3, 2, 2), 5);

  @TempDir private Path folder;
  private final AtomicInteger made = new AtomicInteger();

  private FeatureTable make() {
    made.incrementAndGet();
    return new FeatureTable(2, new int[] {0, 2}, new float[] {1, 2, -3, Float.MIN_VALUE});
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void computesOnceForOneMakerAndOneListOfPictures() throws IOException {
    FeatureCache cache = new FeatureCache(folder);
    cache.get("maker", CORPUS.train(), this::make);
    FeatureTable again = new FeatureCache(folder).get("maker", CORPUS.train(), this::make);
    assertEquals(1, made.get());
    assertArrayEquals(new int[] {0, 2}, again.examples());
    assertArrayEquals(new float[] {1, 2, -3, Float.MIN_VALUE}, again.values());
    cache.get("another", CORPUS.train(), this::make);
    cache.get("maker", CORPUS.test(), this::make);
    assertEquals(3, made.get());
    assertEquals(3, files().size());
  }

  @Test
  void makesDamagedFeaturesAgain() throws IOException {
    FeatureCache cache = new FeatureCache(folder);
    cache.get("maker", CORPUS.train(), this::make);
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    FeatureTable again = cache.get("maker", CORPUS.train(), this::make);
    assertEquals(2, made.get());
    assertArrayEquals(new float[] {1, 2, -3, Float.MIN_VALUE}, again.values());
  }
}
