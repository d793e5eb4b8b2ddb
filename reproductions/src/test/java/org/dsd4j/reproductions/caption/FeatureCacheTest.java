package org.dsd4j.reproductions.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.flickr8k.Flickr8k;
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

  /** The picture is none of those whose pixels are part of the key, and has the size of before. */
  @Test
  void makesFeaturesOfChangedPicturesAgain(@TempDir Path dir) throws IOException {
    Path images = Files.createDirectory(dir.resolve("images"));
    StringBuilder tokens = new StringBuilder();
    StringBuilder train = new StringBuilder();
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 100; i++) {
      String name = i + ".png";
      ImageIO.write(picture, "png", images.resolve(name).toFile());
      tokens.append(name).append("#0\ta dog runs\n");
      if (i < 98) {
        train.append(name).append('\n');
      }
    }
    Files.writeString(dir.resolve("Flickr8k.token.txt"), tokens);
    Files.writeString(dir.resolve("Flickr_8k.trainImages.txt"), train);
    Files.writeString(dir.resolve("Flickr_8k.devImages.txt"), "98.png\n");
    Files.writeString(dir.resolve("Flickr_8k.testImages.txt"), "99.png\n");
    CaptionedPictures split = Flickr8k.open(dir).train();
    FeatureCache cache = new FeatureCache(folder);
    cache.get("maker", split, this::make);
    cache.get("maker", split, this::make);
    assertEquals(1, made.get());
    Path changed = images.resolve("3.png");
    Files.write(changed, new byte[0]);
    cache.get("maker", split, this::make);
    assertEquals(2, made.get(), "emptied");
    ImageIO.write(picture, "png", changed.toFile());
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_000_000));
    cache.get("maker", split, this::make);
    assertEquals(3, made.get(), "mended");
    cache.get("maker", split, this::make);
    assertEquals(3, made.get());
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
