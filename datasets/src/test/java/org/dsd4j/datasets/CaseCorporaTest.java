package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.classfolder.ClassFolders;
import org.dsd4j.datasets.flickr8k.CaptionFolder;
import org.dsd4j.datasets.imagenet.ImageNetFolders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kept folder of pictures and captions: what is read of it, or the line that says why not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseCorporaTest {

  private static final ImageSize SIZE = ImageSize.rgb(16);

  private Path dir;

  @BeforeAll
  void unpack(@TempDir Path into) {
    dir = Cases.unpack("pictures", into);
  }

  /** Opens a corpus and reads every picture, as a run would. */
  private String outcome(String name) {
    if (name.startsWith("fl_") || name.startsWith("ka_")) {
      return captions(CaptionFolder.open(dir.resolve(name)));
    }
    ImageCorpus corpus =
        name.startsWith("il_")
            ? ImageNetFolders.open(dir.resolve(name), ImageNetFolders.Settings.ofSide(16, 1))
            : ClassFolders.open(dir.resolve(name), SIZE, 0.1, 1);
    List<ImageDataset> splits = List.of(corpus.train(), corpus.validation(), corpus.test());
    List<Integer> sizes = splits.stream().map(ImageDataset::size).toList();
    BrokenExamples broken = new BrokenExamples(sum(sizes), corpus.passedOver());
    for (ImageDataset split : splits) {
      for (int i = 0; i < split.size(); i++) {
        try {
          assertEquals(SIZE.pixels(), split.pixels(i).length);
        } catch (BrokenExampleException example) {
          broken.add(example.exampleName(), example);
        }
      }
    }
    return sizes + " " + corpus.train().classNames() + " " + broken.lines();
  }

  private static String captions(CaptionFolder folder) {
    CaptionCorpus corpus = folder.corpus();
    List<CaptionedPictures> splits = List.of(corpus.train(), corpus.validation(), corpus.test());
    List<Integer> sizes = splits.stream().map(CaptionedPictures::size).toList();
    BrokenExamples broken = new BrokenExamples(sum(sizes), corpus.passedOver());
    for (CaptionedPictures split : splits) {
      for (int i = 0; i < split.size(); i++) {
        try {
          assertEquals(SIZE.pixels(), split.pixels(i, SIZE).length);
        } catch (BrokenExampleException example) {
          broken.add(example.exampleName(), example);
        }
      }
    }
    int captions =
        splits.stream()
            .flatMapToInt(s -> IntStream.range(0, s.size()).map(i -> s.captions(i).size()))
            .sum();
    return sizes + " " + captions + " " + broken.lines();
  }

  private static int sum(List<Integer> sizes) {
    return sizes.stream().mapToInt(Integer::intValue).sum();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain | [33, 3, 12] [ant, cat, dog] []",
        "unicode | [15, 3, 6] [café, cat, 犬] []",
        "extraneous | [35, 3, 12] [ant, cat, dog] []",
        "bad_dnl | [34, 3, 12] [ant, cat, dog] [train/dog/bad.jpg: says that it has 0 rows and 48 columns]",
        "bomb | [34, 3, 12] [ant, cat, dog] [train/dog/big.png: says that it has 20000 x 20000 pixels, more than 89,478,485]",
        "zero_byte | [34, 3, 12] [ant, cat, dog] [train/dog/zero.png: is empty]",
        "il_val_ok | [12, 4, 8] [n01440764, n01443537, n01484850, n02119789] []",
        "il_bom_synsets | [12, 4, 8] [n01440764, n01443537, n01484850, n02119789] []",
        "fl_plain | [40, 10, 10] 300 []",
        "fl_bom_tokens | [40, 10, 10] 300 []",
        "fl_bom_train | [40, 10, 10] 300 []",
        "ka_plain | [40, 10, 10] 300 []",
        "ka_coco | [40, 10, 10] 300 []",
        "ka_noval | [40, 0, 20] 300 []",
      })
  void isRead(String name, String expected) {
    assertEquals(expected, outcome(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dangling_class | 2 | train: links that lead nowhere in the place of classes: 1 (dog)",
        "formats_mixed | 2 | train: pictures that are not .jpg, .jpeg or .png: 72 of 108 (ant/b0.bmp, ant/b1.bmp, ant/b2.bmp and 69 more)",
        "nested | 1 | train: pictures in sub-folders of classes: 30 of 66 (",
        "nested_only | 2 | train: classes whose pictures are all in sub-folders: 2 (ant/images, cat/images)",
        "single | 1 | train: cat is the only class",
        "latin1 | 2 | train: class folders whose names are not in ",
        "wrong_ext | 1 | of 53 examples cannot be read, more than the 1 that are tolerated: train/ant/really_webp.jpg: is a WEBP file, whatever its name says; convert it to PNG",
        "ka_spacetoken | 1 | dataset.json: sentences with white space inside of a word, which is taken as several: 300 of 300 (",
        "ka_transposed | 1 | vgg_feats.mat: has 60 rows and 96 columns for 60 pictures: a row for each picture",
      })
  void isRefused(String name, int lines, String expected) {
    String message = assertThrows(DataException.class, () -> outcome(name)).getMessage();
    assertTrue(message.contains(expected), message);
    assertEquals(lines, message.lines().count(), message);
  }

  /** Without lists of splits, they are drawn, and the corpus says so. */
  @Test
  void kagglesFlickr8kIsRead() {
    CaptionCorpus corpus = CaptionFolder.open(dir.resolve("fl_kaggle")).corpus();
    assertEquals(60, corpus.train().size() + corpus.validation().size() + corpus.test().size());
    assertEquals(45, corpus.train().size());
    assertEquals(8, corpus.test().size());
    List<String> lines = corpus.passedOver().lines();
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("captions.txt: has no lists of splits"), lines.get(0));
    assertEquals(0, corpus.passedOver().count());
    List<String> names =
        Stream.of(corpus.train(), corpus.validation(), corpus.test())
            .flatMap(split -> IntStream.range(0, split.size()).mapToObj(split::name))
            .toList();
    assertEquals(60, new TreeSet<>(names).size());
    int first =
        IntStream.range(0, 45)
            .filter(i -> corpus.train().name(i).equals("1000_ab00.jpg"))
            .findFirst()
            .orElse(-1);
    if (first >= 0) {
      assertEquals(
          "a water playing two grass grass a and more",
          String.join(" ", corpus.train().captions(first).get(0)));
    }
  }
}
