package org.dsd4j.datasets.imagenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.imagenet.ImageNetFolders.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All problems of a tree are reported at once, one line each. */
class ImageNetProblemsTest {

  @TempDir Path dir;

  private List<String> problems() {
    return assertThrows(
            DataException.class, () -> ImageNetFolders.open(dir, new Settings(16, 18, 0.01, 1)))
        .getMessage()
        .lines()
        .toList();
  }

  private void assertProblems(String... expected) {
    assertEquals(List.of(expected), problems());
  }

  @Test
  void bothFoldersAreMissing() {
    assertProblems(
        dir + ": no folder named train; make one that holds a folder of pictures for each class",
        dir
            + ": no folder named val or validation; make one that holds the 50,000 validation pictures");
  }

  @Test
  void aFlatFolderNeedsATruth() {
    new ImageNetTree(dir).train().flat("val");
    assertProblems(
        dir.resolve("val")
            + ": has no class folders and no ground truth; put ILSVRC2012_validation_ground_truth.txt"
            + " and synsets.txt, or Caffe's val.txt, into it");
  }

  @Test
  void theDevkitsIdsNeedTheSynsetList() throws IOException {
    new ImageNetTree(dir).devkit();
    Files.delete(dir.resolve("synsets.txt"));
    assertProblems(
        dir.resolve(DevkitGroundTruth.NAME)
            + ": has IDs, which mean nothing without synsets.txt; write it from the devkit's"
            + " meta.mat, line k the wnid of ID k");
  }

  @Test
  void wrongCountsAndIdsAndClassesAreToldTogether() {
    new ImageNetTree(dir)
        .devkit()
        .text(DevkitGroundTruth.NAME, "1\n4\n0\nx\n-1\n2\n")
        .bytes("train/n09999999/n09999999_1.JPEG", ImageNetTree.grey(1));
    Path truth = dir.resolve(DevkitGroundTruth.NAME);
    Path list = dir.resolve("synsets.txt");
    assertProblems(
        "%s: unknown wnid n09999999, not in %s; complete the list or remove the folder"
            .formatted(dir.resolve("train"), list),
        "%s: has 6 lines, but %s has 5 pictures; get complete copies of both"
            .formatted(truth, dir.resolve("val")),
        "%s: line 2 is \"4\", line 3 is \"0\", line 4 is \"x\" and 1 more, but an ID must be from 1 to 3, the number of lines of %s; get the file again, or the list"
            .formatted(truth, list));
  }

  @Test
  void aPictureTooFewAndOneTooManyAreNoticed() throws IOException {
    new ImageNetTree(dir).devkit();
    Path val = dir.resolve("val");
    Files.move(val.resolve(ImageNetTree.name(2)), val.resolve(ImageNetTree.name(6)));
    assertProblems(
        val
            + ": picture 2 by name is ILSVRC2012_val_00000003.JPEG; unpack the missing ones, remove what is there twice");
  }

  private void writeTreeWithSynsets(List<String> wnids) {
    new ImageNetTree(dir)
        .flat("val")
        .bytes("train/n00000001/n00000001_1.JPEG", ImageNetTree.grey(1))
        .text(DevkitGroundTruth.NAME, ImageNetTree.DEVKIT_TRUTH)
        .text("synsets.txt", String.join("\n", wnids));
  }

  @Test
  void aSortedListOfAThousandIsNotTheDevkits() {
    List<String> sorted = IntStream.range(0, 1000).mapToObj("n%08d"::formatted).toList();
    writeTreeWithSynsets(sorted);
    assertProblems(
        dir.resolve("synsets.txt")
            + ": is sorted by wnid, but the devkit's IDs are not; write it from the devkit's"
            + " meta.mat, line k the wnid of ID k");
  }

  @Test
  void aListOfMoreThanAThousandIsRefused() {
    List<String> all = IntStream.range(0, 1860).mapToObj("n%08d"::formatted).toList();
    writeTreeWithSynsets(all);
    assertProblems(
        dir.resolve("synsets.txt")
            + ": has 1860 wnids; keep the first 1000, those of meta.mat after them are not classes");
  }

  @Test
  void moreThanAThousandFoldersAreRefused() {
    ImageNetTree tree = new ImageNetTree(dir);
    for (int i = 0; i < 1001; i++) {
      tree.bytes("train/n%08d/a.JPEG".formatted(i), new byte[1]);
    }
    tree.flat("val").text("val.txt", ImageNetTree.CAFFE_TRUTH);
    assertProblems(
        dir.resolve("train") + ": has 1001 classes, but ILSVRC-2012 has 1000; remove the others");
  }

  @Test
  void blankAndRepeatedWnidsAreNamed() {
    new ImageNetTree(dir).devkit().text("synsets.txt", "n02119789\n\nn01440764\nn01440764\n");
    List<String> problems = problems();
    assertEquals(
        dir.resolve("synsets.txt")
            + ": line 2 is blank, line 4 repeats n01440764; write each wnid once, one a line",
        problems.get(0));
    assertTrue(problems.get(1).contains("unknown wnid n01443537"), problems.get(1));
  }

  @Test
  void everythingWrongInCaffesTruthIsNamed() {
    new ImageNetTree(dir)
        .train()
        .flat("val")
        .text(
            "val.txt",
            """
            ILSVRC2012_val_00000001.JPEG 2
            ILSVRC2012_val_00000001.JPEG 2
            ILSVRC2012_val_00000002.JPEG
            ILSVRC2012_val_00000003.JPEG 3
            ILSVRC2012_val_00000004.JPEG 0
            ILSVRC2012_val_00000009.JPEG 0
            """);
    Path list = dir.resolve("val.txt");
    assertProblems(
        list
            + ": line 3 is \"ILSVRC2012_val_00000002.JPEG\", not a file name and a label; get the file again",
        list + ": names ILSVRC2012_val_00000001.JPEG twice; keep one line",
        list
            + ": label out of range, line 4 has 3, but there are 3 classes; if train holds only some"
            + " of them, put synsets.txt with all wnids beside this file",
        dir.resolve("val")
            + ": files of %s are missing (1): ILSVRC2012_val_00000009.JPEG; unpack them there"
                .formatted(list),
        dir.resolve("val")
            + ": pictures without a label in %s (2): ILSVRC2012_val_00000002.JPEG, ILSVRC2012_val_00000005.JPEG; get the complete list"
                .formatted(list));
  }

  @Test
  void twoTruthsMustAgree() {
    new ImageNetTree(dir).devkit().text("val.txt", ImageNetTree.CAFFE_TRUTH);
    assertEquals(5, ImageNetFolders.open(dir, new Settings(16, 18, 0.01, 1)).test().size());
    new ImageNetTree(dir).text(DevkitGroundTruth.NAME, "2\n2\n3\n2\n1\n");
    assertProblems(
        dir.resolve("val")
            + ": ILSVRC2012_validation_ground_truth.txt and val.txt disagree about 1 of 5 pictures"
            + " (ILSVRC2012_val_00000001.JPEG); remove the wrong one");
  }

  @Test
  void picturesBesideClassFoldersAreRefused() {
    new ImageNetTree(dir)
        .train()
        .byClass("val")
        .flat("val")
        .text("val.txt", ImageNetTree.CAFFE_TRUTH);
    assertProblems(
        dir.resolve("val")
            + ": has both pictures and class folders (n01440764); keep one of the two");
  }

  @Test
  void classFoldersMustBeKnown() {
    new ImageNetTree(dir)
        .train()
        .byClass("val")
        .bytes("val/n05000000/a.JPEG", ImageNetTree.grey(1));
    assertProblems(
        "%s: class n05000000 is missing, but %s has it; add it or remove it there"
            .formatted(dir.resolve("train"), dir.resolve("val")));
    new ImageNetTree(dir).text("synsets.txt", String.join("\n", ImageNetTree.SORTED));
    assertProblems(
        "%s: unknown wnid n05000000, not in %s; complete the list or remove the folder"
            .formatted(dir.resolve("val"), dir.resolve("synsets.txt")));
  }
}
