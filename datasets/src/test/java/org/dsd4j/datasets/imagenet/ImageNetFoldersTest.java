package org.dsd4j.datasets.imagenet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dsd4j.datasets.Augmentation;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ImageBatch;
import org.dsd4j.datasets.ImageBatches;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.datasets.TestFiles;
import org.dsd4j.datasets.imagenet.ImageNetFolders.Settings;
import org.dsd4j.datasets.picture.PictureFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNetFoldersTest {

  private static final Settings SMALL = new Settings(16, 18, 0.01, 1);

  @TempDir Path dir;

  private ImageCorpus open() {
    return ImageNetFolders.open(dir, SMALL);
  }

  private static List<Integer> labels(ImageDataset dataset) {
    return IntStream.range(0, dataset.size()).mapToObj(dataset::label).toList();
  }

  private static List<String> names(ImageDataset dataset) {
    return IntStream.range(0, dataset.size()).mapToObj(dataset::name).toList();
  }

  @Test
  void readsTheFlatLayoutWithTheDevkitsTruth() {
    new ImageNetTree(dir).devkit();
    ImageCorpus corpus = open();
    assertEquals("imagenet", corpus.id());
    assertEquals(ImageNetTree.SORTED, corpus.train().classNames());
    assertEquals(ImageSize.rgb(16), corpus.train().imageSize());
    assertEquals(9, corpus.train().size());
    assertEquals(List.of(0, 1, 2), labels(corpus.validation()));
    assertEquals(ImageNetTree.LABELS, labels(corpus.test()));
    assertEquals("val/ILSVRC2012_val_00000001.JPEG", corpus.test().name(0));
    Set<String> all = new HashSet<>(names(corpus.train()));
    all.addAll(names(corpus.validation()));
    assertEquals(12, all.size());
    assertTrue(all.contains("train/n01440764/n01440764_10.JPEG"), all.toString());
  }

  @Test
  void readsTheFlatLayoutWithCaffesTruth() {
    new ImageNetTree(dir).train().flat("validation").text("val.txt", ImageNetTree.CAFFE_TRUTH);
    assertEquals(ImageNetTree.LABELS, labels(open().test()));
    assertEquals("validation/ILSVRC2012_val_00000005.JPEG", open().test().name(4));
  }

  @Test
  void looksForListsInTheFolderOfThePicturesToo() {
    new ImageNetTree(dir)
        .train()
        .flat("val")
        .text("val/" + DevkitGroundTruth.NAME, ImageNetTree.DEVKIT_TRUTH)
        .text("val/synsets.txt", String.join("\n", ImageNetTree.DEVKIT_ORDER));
    assertEquals(ImageNetTree.LABELS, labels(open().test()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"val", "validation"})
  void readsClassFolders(String folder) {
    new ImageNetTree(dir).train().byClass(folder);
    ImageDataset test = open().test();
    assertEquals(List.of(0, 0, 1, 2, 2), labels(test));
    assertEquals(folder + "/n01440764/ILSVRC2012_val_00000002.JPEG", test.name(0));
  }

  @Test
  void aSynsetListGivesThePartOfATreeTheLabelsOfTheWhole() {
    List<String> thousand = new ArrayList<>(ImageNetTree.DEVKIT_ORDER);
    for (int i = 0; i < 997; i++) {
      thousand.add("n%08d".formatted(3_000_000 + i));
    }
    thousand.add(0, thousand.remove(999));
    new ImageNetTree(dir)
        .train()
        .byClass("val")
        .bytes("train/n03000005/n03000005_1.JPEG", ImageNetTree.grey(9))
        .text("synsets.txt", String.join(" some words\n", thousand));
    ImageCorpus corpus = open();
    assertEquals(1000, corpus.test().classNames().size());
    assertEquals("n03000005", corpus.train().classNames().get(8));
    assertEquals(8, corpus.train().label(corpus.train().size() - 1));
    assertTrue(corpus.description().contains("1000 of its 1000 classes"), corpus.description());
  }

  @Test
  void theChoiceOfValidationFilesIsSeeded() {
    new ImageNetTree(dir).train().byClass("val");
    List<String> one = names(open().validation());
    assertEquals(one, names(open().validation()));
    boolean changes =
        IntStream.range(2, 12)
            .anyMatch(
                seed ->
                    !names(ImageNetFolders.open(dir, new Settings(16, 18, 0.01, seed)).validation())
                        .equals(one));
    assertTrue(changes, "ten other seeds chose the same files");
    assertEquals(0, ImageNetFolders.open(dir, new Settings(16, 18, 0, 1)).validation().size());
  }

  @Test
  void oddFilesComeOutRight() throws BrokenExampleException {
    String wnid = "train/n01440764/n01440764_";
    new ImageNetTree(dir)
        .train()
        .byClass("val")
        .bytes(wnid + "1.JPEG", ImageNetTree.cmyk())
        .bytes(wnid + "2.JPEG", ImageNetTree.grey(128))
        .bytes(wnid + "3.JPEG", PictureFixtures.png(PictureFixtures.flat(40, 20, 0xc86432)));
    ImageDataset train = ImageNetFolders.open(dir, new Settings(16, 18, 0, 1)).train();
    int plane = 256;
    byte[] cmyk = train.pixels(names(train).indexOf(wnid + "1.JPEG"));
    // Left half red, right half green, on paper.
    assertTrue((cmyk[1] & 0xff) > 180 && (cmyk[plane + 1] & 0xff) < 90, "red is red");
    assertTrue((cmyk[14] & 0xff) < 90 && (cmyk[plane + 14] & 0xff) > 120, "green is green");
    byte[] grey = train.pixels(names(train).indexOf(wnid + "2.JPEG"));
    byte[] png =
        train.trainingPixels(names(train).indexOf(wnid + "3.JPEG"), new SplittableRandom(1));
    for (int i = 0; i < plane; i++) {
      assertEquals(128, grey[i] & 0xff, 1);
      assertEquals(128, grey[2 * plane + i] & 0xff, 1);
      assertEquals(200, png[i] & 0xff);
      assertEquals(50, png[2 * plane + i] & 0xff);
    }
  }

  @Test
  void aCutOffFileIsCountedAndNamed() {
    new ImageNetTree(dir)
        .devkit()
        .bytes(
            "val/" + ImageNetTree.name(3),
            ImageNetTree.half(PictureFixtures.jpeg(ImageNetTree.scene(29, 23, 1))));
    ImageDataset test = open().test();
    BrokenExamples broken = new BrokenExamples(5);
    try (ImageBatches batches =
        ImageBatches.builder(test, new int[] {1, 2, 3})
            .standardization(Standardization.IMAGENET)
            .broken(broken)
            .open()) {
      assertArrayEquals(new int[] {1, 3}, batches.next().indices());
    }
    assertEquals(List.of("val/ILSVRC2012_val_00000003.JPEG"), broken.names());
  }

  @Test
  void trainingSeesRandomCropsAndTestTheMiddle() throws BrokenExampleException {
    new ImageNetTree(dir).devkit();
    ImageDataset train = open().train();
    byte[] one = train.trainingPixels(0, new SplittableRandom(1));
    assertArrayEquals(one, train.trainingPixels(0, new SplittableRandom(1)));
    assertFalse(Arrays.equals(one, train.trainingPixels(0, new SplittableRandom(2))));
    assertFalse(Arrays.equals(one, train.pixels(0)));
    assertArrayEquals(train.pixels(0), train.pixels(0));
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "3,1", "2,2"})
  void neitherThreadsNorResumesChangeABitOfTraining(int threads, int fromBatch) {
    new ImageNetTree(dir).devkit();
    List<ImageBatch> expected = training(1, 0);
    List<ImageBatch> actual = training(threads, fromBatch);
    assertEquals(expected.size() - fromBatch, actual.size());
    for (int i = 0; i < actual.size(); i++) {
      assertArrayEquals(expected.get(i + fromBatch).pixels(), actual.get(i).pixels());
      assertArrayEquals(expected.get(i + fromBatch).labels(), actual.get(i).labels());
    }
  }

  private List<ImageBatch> training(int threads, int fromBatch) {
    List<ImageBatch> list = new ArrayList<>();
    try (ImageBatches batches =
        ImageBatches.builder(open().train(), new int[] {8, 1, 7, 0, 3, 2, 5, 6, 4})
            .batchSize(3)
            .training(true)
            .augmentation(Augmentation.flip())
            .standardization(Standardization.IMAGENET)
            .seed(11)
            .threads(threads)
            .fromBatch(fromBatch)
            .open()) {
      batches.forEachRemaining(list::add);
    }
    return list;
  }

  @Test
  void settingsKeepTheUsualProportions() {
    assertEquals(new Settings(224, 256, 0.01, 3), Settings.defaults(3));
    assertEquals(73, Settings.ofSide(64, 1).shorterSide());
    assertThrows(IllegalArgumentException.class, () -> new Settings(224, 223, 0.01, 1));
    assertThrows(IllegalArgumentException.class, () -> new Settings(0, 9, 0.01, 1));
    assertThrows(IllegalArgumentException.class, () -> new Settings(224, 256, 1, 1));
  }

  @Test
  void aMissingFolderAndAFileGetOneClearLine() {
    Path file = TestFiles.write(dir.resolve("imagenet.tar"), new byte[1]);
    assertEquals(
        file + ": is a file; give the folder that holds train/<wnid>/ and val/",
        assertThrows(DataException.class, () -> ImageNetFolders.open(file, SMALL)).getMessage());
    Path none = dir.resolve("none");
    assertEquals(
        none + ": no such folder; give the folder that holds train/<wnid>/ and val/",
        assertThrows(DataException.class, () -> ImageNetFolders.open(none, SMALL)).getMessage());
  }
}
