package org.dsd4j.reproductions.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dsd4j.datasets.Augmentation;
import org.dsd4j.datasets.ImageBatch;
import org.dsd4j.datasets.ImageBatches;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.datasets.imagenet.ImageNetFolders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many training pictures of 224 pixels a second do the workers serve: read, decoded, cropped at
 * random, scaled, flipped, standardised? The consumer does nothing, so this is what a loop may use.
 *
 * <p>The real pictures are asked for by name, because not every machine has them: {@code -p
 * pictures=flickr8k-112 -jvmArgsAppend -Ddsd.corpora=<folder with flickr8k-112>}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class ImageDecodingBenchmark {
  private static final int BATCH = 64;
  private static final int FILES = 256;

  /** generated: 500 x 375 pixels, about 110 kB a file, as ImageNet has on average. */
  @Param("generated")
  public String pictures;

  /** Worker threads. */
  @Param({"1", "2"})
  public int threads;

  private Path dir;
  private ImageDataset train;
  private ImageBatches batches;
  private long epoch;

  /**
   * Writes a tree in ImageNet's layout and opens it.
   *
   * @throws IOException if it cannot be written
   */
  @Setup
  public void open() throws IOException {
    Path source = Path.of(System.getProperty("dsd.corpora", ""), pictures, "images");
    boolean generate = pictures.equals("generated");
    if (!generate && !Files.isDirectory(source)) {
      throw new IllegalStateException(
          "skipped: no %s; give -jvmArgsAppend -Ddsd.corpora=<folder with %s>"
              .formatted(source, pictures));
    }
    dir = Files.createTempDirectory("dsd-images");
    Path folder = Files.createDirectories(dir.resolve("train/n00000001"));
    List<Path> files = generate ? generated(folder) : copied(source, folder);
    Path test = Files.createDirectories(dir.resolve("val/n00000001"));
    Files.copy(files.get(0), test.resolve("a.JPEG"));
    train = ImageNetFolders.open(dir, new ImageNetFolders.Settings(224, 256, 0, 1)).train();
    nextEpoch();
  }

  private static List<Path> copied(Path source, Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.list(source)) {
      for (Path file : found.sorted().limit(FILES).toList()) {
        files.add(Files.copy(file, folder.resolve(file.getFileName().toString())));
      }
    }
    return files;
  }

  private static List<Path> generated(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      Path file = folder.resolve("n00000001_%d.JPEG".formatted(i));
      ImageIO.write(waves(new SplittableRandom(i)), "jpg", file.toFile());
      files.add(file);
    }
    return files;
  }

  /** Two waves in each channel, and noise that makes the files as large as photographs. */
  private static BufferedImage waves(SplittableRandom random) {
    BufferedImage image = new BufferedImage(500, 375, BufferedImage.TYPE_INT_RGB);
    double[] speeds = random.doubles(12, 0, 0.15).toArray();
    for (int i = 0; i < 500 * 375; i++) {
      int x = i % 500;
      int y = i / 500;
      double noise = (random.nextDouble() - 0.5) * 190;
      int colour = 0;
      for (int k = 0; k < 12; k += 4) {
        double one = Math.sin(speeds[k] * x + speeds[k + 1] * y);
        double two = Math.sin(speeds[k + 2] * x - speeds[k + 3] * y);
        int value = (int) (128 + 40 * (one + two) + noise);
        colour = colour << 8 | Math.max(0, Math.min(255, value));
      }
      image.setRGB(x, y, colour);
    }
    return image;
  }

  private void nextEpoch() {
    batches =
        ImageBatches.builder(train, IntStream.range(0, train.size()).toArray())
            .batchSize(BATCH)
            .training(true)
            .augmentation(Augmentation.flip())
            .standardization(Standardization.IMAGENET)
            .seed(epoch++)
            .threads(threads)
            .open();
  }

  /** One batch; an invocation counts as many operations as it has pictures. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public ImageBatch images() {
    if (!batches.hasNext()) {
      batches.close();
      nextEpoch();
    }
    return batches.next();
  }

  /**
   * Stops the workers and removes the tree.
   *
   * @throws IOException if it cannot be removed
   */
  @TearDown
  public void remove() throws IOException {
    batches.close();
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
