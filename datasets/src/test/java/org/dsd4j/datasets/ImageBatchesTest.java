package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageBatchesTest {

  private static final Standardization HALF =
      new Standardization(new float[] {0.5f, 0.4f, 0.3f}, new float[] {0.25f, 0.5f, 1f});
  private static final Augmentation BOTH = Augmentation.paddedCrop(2).then(Augmentation.flip());

  private static ImageBatchesBuilder builder(ImageDataset dataset) {
    return ImageBatches.builder(dataset, ImageFixtures.upTo(dataset.size()))
        .batchSize(8)
        .standardization(HALF);
  }

  private static List<ImageBatch> all(ImageBatches batches) {
    List<ImageBatch> list = new ArrayList<>();
    try (batches) {
      batches.forEachRemaining(list::add);
    }
    return list;
  }

  @Test
  void servesTheOrderAsStandardisedFloats() {
    MemoryImages dataset = ImageFixtures.random(20);
    int[] order = {3, 19, 0};
    List<ImageBatch> batches =
        all(ImageBatches.builder(dataset, order).batchSize(2).standardization(HALF).open());
    assertEquals(2, batches.size());
    assertArrayEquals(new int[] {3, 19}, batches.get(0).indices());
    assertArrayEquals(new int[] {1, 1}, batches.get(0).labels());
    assertEquals(1, batches.get(1).count());
    assertEquals(ImageFixtures.SIZE.pixels(), batches.get(1).pixels().length);
    byte[] raw = dataset.pixels(19);
    int plane = 20;
    float second = ((raw[plane + 7] & 0xff) / 255f - 0.4f) / 0.5f;
    assertEquals(second, batches.get(0).pixels()[ImageFixtures.SIZE.pixels() + plane + 7], 1e-6f);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,5", "4,100"})
  void threadsAndBatchesAheadChangeNoBit(int threads, int ahead) {
    MemoryImages dataset = ImageFixtures.random(101);
    List<ImageBatch> expected = all(builder(dataset).augmentation(BOTH).seed(5).open());
    List<ImageBatch> actual =
        all(builder(dataset).augmentation(BOTH).seed(5).threads(threads).ahead(ahead).open());
    assertEquals(13, actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).pixels(), actual.get(i).pixels());
      assertArrayEquals(expected.get(i).labels(), actual.get(i).labels());
    }
  }

  @Test
  void aResumedWalkServesTheRestOfTheSameBits() {
    MemoryImages dataset = ImageFixtures.random(50);
    List<ImageBatch> whole = all(builder(dataset).augmentation(BOTH).seed(9).open());
    ImageBatches resumed = builder(dataset).augmentation(BOTH).seed(9).fromBatch(4).open();
    assertEquals(4, resumed.position());
    List<ImageBatch> rest = all(resumed);
    assertEquals(whole.size() - 4, rest.size());
    assertArrayEquals(whole.get(4).pixels(), rest.get(0).pixels());
    assertArrayEquals(whole.get(6).pixels(), rest.get(2).pixels());
    assertFalse(builder(dataset).fromBatch(7).open().hasNext());
    assertThrows(IllegalArgumentException.class, () -> builder(dataset).fromBatch(8).open());
  }

  /** Pictures whose training view is one random byte all over, as a crop would be random. */
  private static ImageDataset withTrainingView(ImageDataset whole) {
    return new ImageFixtures.Wrapped(whole) {
      @Override
      public byte[] trainingPixels(int index, RandomGenerator random) {
        byte[] view = new byte[imageSize().pixels()];
        Arrays.fill(view, (byte) (random.nextDouble() * 256));
        view[index % view.length] = 0;
        return view;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "4,100"})
  void trainingViewsDependOnNeitherThreadsNorResumes(int threads, int ahead) {
    ImageDataset dataset = withTrainingView(ImageFixtures.random(50));
    List<ImageBatch> whole = all(builder(dataset).training(true).augmentation(BOTH).seed(3).open());
    ImageBatchesBuilder other =
        builder(dataset).training(true).augmentation(BOTH).seed(3).threads(threads).ahead(ahead);
    List<ImageBatch> rest = all(other.fromBatch(2).open());
    assertEquals(whole.size() - 2, rest.size());
    for (int i = 0; i < rest.size(); i++) {
      assertArrayEquals(whole.get(i + 2).pixels(), rest.get(i).pixels());
    }
  }

  @Test
  void theViewIsDrawnBeforeTheAugmentationAndOnlyInTraining() {
    ImageDataset dataset = withTrainingView(ImageFixtures.random(8));
    List<Double> drawn = new ArrayList<>();
    Augmentation record =
        (chw, size, random) -> {
          drawn.add(random.nextDouble());
          return chw;
        };
    all(builder(dataset).training(true).augmentation(record).seed(3).open());
    SplittableRandom expected = new SplittableRandom(Seeds.derive(3, 0));
    expected.nextDouble();
    assertEquals(expected.nextDouble(), drawn.get(0));
    float[] still = all(builder(dataset).open()).get(0).pixels();
    assertArrayEquals(all(builder(ImageFixtures.random(8)).open()).get(0).pixels(), still);
    float[] moving = all(builder(dataset).training(true).open()).get(0).pixels();
    assertFalse(Arrays.equals(still, moving));
  }

  @Test
  void aDatasetOfOneViewServesItInTrainingToo() {
    MemoryImages dataset = ImageFixtures.random(8);
    assertArrayEquals(
        all(builder(dataset).augmentation(BOTH).open()).get(0).pixels(),
        all(builder(dataset).augmentation(BOTH).training(true).open()).get(0).pixels());
  }

  @Test
  void anotherSeedAugmentsDifferently() {
    MemoryImages dataset = ImageFixtures.random(8);
    float[] one = all(builder(dataset).augmentation(BOTH).seed(1).open()).get(0).pixels();
    float[] two = all(builder(dataset).augmentation(BOTH).seed(2).open()).get(0).pixels();
    assertFalse(Arrays.equals(one, two));
  }

  @Test
  void leavesBrokenExamplesOutAndTellsThem() {
    ImageDataset dataset = ImageFixtures.broken(ImageFixtures.random(20), List.of(2, 9, 10));
    BrokenExamples broken = new BrokenExamples(0.5, 20);
    List<ImageBatch> batches = all(builder(dataset).broken(broken).open());
    assertArrayEquals(new int[] {0, 1, 3, 4, 5, 6, 7}, batches.get(0).indices());
    assertEquals(7 * ImageFixtures.SIZE.pixels(), batches.get(0).pixels().length);
    assertEquals(6, batches.get(1).count());
    assertEquals(List.of("example-10", "example-2", "example-9"), broken.names());
  }

  @Test
  void tooManyBrokenExamplesStopTheConsumer() {
    ImageDataset dataset = ImageFixtures.broken(ImageFixtures.random(20), List.of(2, 9));
    ImageBatches batches = builder(dataset).open();
    DataException thrown = assertThrows(DataException.class, () -> all(batches));
    assertTrue(thrown.getMessage().contains("example-9: is broken on purpose"));
    assertFalse(batches.hasNext());
  }

  @Test
  void anExceptionOfAWorkerReachesTheConsumer() {
    Augmentation bad =
        (chw, size, random) -> {
          throw new IllegalStateException("bad augmentation");
        };
    ImageBatches batches = builder(ImageFixtures.random(20)).augmentation(bad).threads(2).open();
    IllegalStateException thrown = assertThrows(IllegalStateException.class, batches::next);
    assertEquals("bad augmentation", thrown.getMessage());
  }

  @Test
  void closingNeverWaitsForAStuckWorkerAndWakesTheConsumer() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Augmentation stuck =
        (chw, size, random) -> {
          started.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("workers are not interrupted", e);
          }
          return chw;
        };
    ImageBatches batches = builder(ImageFixtures.random(64)).augmentation(stuck).open();
    started.await();
    Thread closer = new Thread(batches::close);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          closer.start();
          assertThrows(NoSuchElementException.class, batches::next);
          closer.join();
          batches.close();
        });
    assertFalse(batches.hasNext());
    release.countDown();
  }

  @Test
  void countsTheTimeThatTheConsumerWaits() {
    try (ImageBatches batches = builder(ImageFixtures.random(20)).open()) {
      assertEquals(0, batches.waitNanos());
      batches.next();
      assertTrue(batches.waitNanos() > 0);
    }
  }

  @Test
  void rejectsWhatCannotBeServed() {
    MemoryImages dataset = ImageFixtures.random(4);
    assertThrows(
        IllegalArgumentException.class, () -> ImageBatches.builder(dataset, new int[] {4}));
    assertThrows(IllegalArgumentException.class, () -> builder(dataset).batchSize(0));
    assertThrows(
        IllegalStateException.class,
        () -> ImageBatches.builder(dataset, ImageFixtures.upTo(4)).open());
    Standardization grey = new Standardization(new float[1], new float[] {1});
    assertThrows(IllegalStateException.class, () -> builder(dataset).standardization(grey).open());
  }
}
