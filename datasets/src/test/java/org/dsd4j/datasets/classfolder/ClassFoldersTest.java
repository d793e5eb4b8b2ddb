package org.dsd4j.datasets.classfolder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFoldersTest {

  private static final ImageSize SIZE = ImageSize.rgb(4);

  @TempDir Path dir;

  private ImageCorpus open(double share, long seed) {
    return ClassFolders.open(dir, SIZE, share, seed);
  }

  private static List<String> names(ImageDataset dataset) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < dataset.size(); i++) {
      names.add(dataset.name(i));
    }
    return names;
  }

  private String problem() {
    return assertThrows(DataException.class, () -> open(0.1, 1)).getMessage();
  }

  @Test
  void listsClassesAndFilesByName() throws BrokenExampleException {
    Folders.corpus(dir, 12);
    TestFiles.write(dir.resolve("train/cat/notes.txt"), new byte[3]);
    TestFiles.write(dir.resolve("train/cat/._0.png"), new byte[3]);
    TestFiles.write(dir.resolve("train/.cache/0.png"), new byte[3]);
    ImageCorpus corpus = open(0, 1);
    assertEquals(List.of("cat", "dog"), corpus.train().classNames());
    assertEquals(24, corpus.train().size());
    assertEquals(0, corpus.validation().size());
    assertEquals("train/cat/10.png", corpus.train().name(2));
    assertEquals(List.of("a.png", "b.PNG"), fileNames(corpus.test()).subList(0, 2));
    assertEquals(1, corpus.train().label(12));
    byte[] blue = corpus.train().pixels(2);
    assertEquals(48, blue.length);
    assertEquals(0, blue[0]);
    assertEquals(100, blue[47]);
  }

  private static List<String> fileNames(ImageDataset dataset) {
    return names(dataset).stream().map(name -> name.substring(name.lastIndexOf('/') + 1)).toList();
  }

  @Test
  void validationIsAShareOfEachClassTakenOutOfTraining() {
    Folders.corpus(dir, 20);
    ImageCorpus corpus = open(0.25, 1);
    assertEquals(10, corpus.validation().size());
    assertEquals(30, corpus.train().size());
    assertEquals(0, corpus.validation().label(4));
    assertEquals(1, corpus.validation().label(5));
    Set<String> all = new HashSet<>(names(corpus.train()));
    all.addAll(names(corpus.validation()));
    assertEquals(40, all.size());
    assertEquals(names(corpus.validation()), names(open(0.25, 1).validation()));
    assertNotEquals(names(corpus.validation()), names(open(0.25, 2).validation()));
  }

  @Test
  void anotherClassDoesNotChangeTheChoice() {
    Folders.corpus(dir, 20);
    List<String> before = names(open(0.25, 1).validation());
    TestFiles.write(dir.resolve("train/ant/1.png"), new byte[1]);
    TestFiles.write(dir.resolve("test/ant/1.png"), new byte[1]);
    assertEquals(before, names(open(0.25, 1).validation()));
  }

  @Test
  void aClassOfOneKeepsItForTraining() {
    Folders.corpus(dir, 1);
    assertEquals(0, open(0.5, 1).validation().size());
    assertEquals(2, open(0.5, 1).train().size());
  }

  @Test
  void valTakesThePlaceOfTest() throws IOException {
    Folders.corpus(dir, 10);
    Files.move(dir.resolve("test"), dir.resolve("val"));
    ImageCorpus corpus = open(0.1, 1);
    assertEquals("val/cat/a.png", corpus.test().name(0));
    assertEquals("train/", corpus.validation().name(0).substring(0, 6));
    Files.move(dir.resolve("val"), dir.resolve("validation"));
    assertEquals("validation/cat/a.png", open(0.1, 1).test().name(0));
  }

  @Test
  void keepsDecodedPicturesWhileTheBudgetLasts() throws BrokenExampleException {
    Folders.corpus(dir, 3);
    ClassFolders.Settings two = new ClassFolders.Settings(2 * 48 + 1);
    ImageDataset train = ClassFolders.open(dir, SIZE, 0, 1, two).train();
    assertSame(train.pixels(0), train.pixels(0));
    assertSame(train.pixels(1), train.pixels(1));
    byte[] third = train.pixels(2);
    assertNotSame(third, train.pixels(2));
    assertArrayEquals(third, train.pixels(2));
  }

  @Test
  void aMissingFolderAndAFileGetOneClearLine() {
    Path missing = dir.resolve("nowhere");
    Path file = TestFiles.write(dir.resolve("file.zip"), new byte[1]);
    assertEquals(
        missing + ": no such folder; give the folder that holds train/<class>/ and test/<class>/",
        assertThrows(DataException.class, () -> ClassFolders.open(missing, SIZE, 0.1, 1))
            .getMessage());
    assertEquals(
        file + " is a file; give the folder that holds train/<class>/ and test/<class>/",
        assertThrows(DataException.class, () -> ClassFolders.open(file, SIZE, 0.1, 1))
            .getMessage());
  }

  @Test
  void missingSplitsAreBothNamed() {
    String problem = problem();
    assertEquals(2, problem.lines().count());
    assertTrue(problem.contains("no folder named train;"));
    assertTrue(problem.contains("no folder named test or val or validation;"));
  }

  @Test
  void emptyAndMissingClassesAreAllNamedAtOnce() throws IOException {
    Folders.corpus(dir, 2);
    Files.createDirectories(dir.resolve("train/emu"));
    Files.createDirectories(dir.resolve("test/emu"));
    TestFiles.write(dir.resolve("train/fox/readme.txt"), new byte[1]);
    TestFiles.write(dir.resolve("test/gnu/1.png"), new byte[1]);
    List<String> lines = problem().lines().toList();
    assertEquals(
        List.of(
            dir.resolve("train/emu")
                + ": no .jpg, .jpeg or .png file; add pictures or remove the folder",
            dir.resolve("train/fox")
                + ": no .jpg, .jpeg or .png file; add pictures or remove the folder",
            dir.resolve("test/emu")
                + ": no .jpg, .jpeg or .png file; add pictures or remove the folder",
            dir.resolve("train")
                + ": class gnu is missing, but %s has it; add it or remove it there"
                    .formatted(dir.resolve("test")),
            dir.resolve("test")
                + ": class fox is missing, but %s has it; add it or remove it there"
                    .formatted(dir.resolve("train"))),
        lines);
  }

  @Test
  void picturesWithoutClassFoldersAreExplained() {
    TestFiles.write(dir.resolve("train/1.png"), new byte[1]);
    TestFiles.write(dir.resolve("test/cat/1.png"), new byte[1]);
    assertEquals(
        dir.resolve("train") + ": no class folders; make one folder of pictures for each class",
        problem());
  }

  @Test
  void anUnreadableFolderIsNamed() throws IOException {
    Folders.corpus(dir, 2);
    Path locked = dir.resolve("train/cat");
    boolean denied = locked.toFile().setReadable(false) && !Files.isReadable(locked);
    assumeTrue(denied, "this user may read every folder");
    try {
      assertTrue(problem().contains(locked + ": not readable"));
    } finally {
      assertTrue(locked.toFile().setReadable(true));
    }
  }

  @Test
  void refusesSharesAndSizesOutOfRange() {
    Folders.corpus(dir, 2);
    assertThrows(IllegalArgumentException.class, () -> open(10, 1));
    assertThrows(IllegalArgumentException.class, () -> open(Double.NaN, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassFolders.open(dir, new ImageSize(1, 4, 4), 0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> new ClassFolders.Settings(-1));
    assertFalse(open(0.1, 1).description().isBlank());
  }
}
