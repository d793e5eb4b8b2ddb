package org.dsd4j.datasets.imagenet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dsd4j.datasets.TestFiles;
import org.dsd4j.datasets.picture.PictureFixtures;

/** Writes a tiny tree in ILSVRC-2012's exact layout: 3 classes of 4, and 5 validation pictures. */
final class ImageNetTree {

  /** In the devkit's order, which is not sorted. */
  static final List<String> DEVKIT_ORDER = List.of("n02119789", "n01440764", "n01443537");

  static final List<String> SORTED = DEVKIT_ORDER.stream().sorted().toList();

  /** Sorted labels of the five validation pictures. */
  static final List<Integer> LABELS = List.of(2, 0, 1, 0, 2);

  static final String DEVKIT_TRUTH = "1\n2\n3\n2\n1\n";

  static final String CAFFE_TRUTH =
      """
      ILSVRC2012_val_00000001.JPEG 2
      ILSVRC2012_val_00000002.JPEG 0
      ILSVRC2012_val_00000003.JPEG 1
      ILSVRC2012_val_00000004.JPEG 0
      ILSVRC2012_val_00000005.JPEG 2
      """;

  private final Path dir;

  ImageNetTree(Path dir) {
    this.dir = dir;
  }

  /** Colour JPEGs all, of a colour by class and an unusual shape. */
  ImageNetTree train() {
    int label = 0;
    for (String wnid : SORTED) {
      for (int i = 0; i < 4; i++) {
        picture("train/" + wnid + "/" + wnid + "_" + (7 + i) + ".JPEG", label);
      }
      label++;
    }
    return this;
  }

  ImageNetTree flat(String folder) {
    for (int i = 0; i < LABELS.size(); i++) {
      picture(folder + "/" + name(i + 1), LABELS.get(i));
    }
    return this;
  }

  ImageNetTree byClass(String folder) {
    for (int i = 0; i < LABELS.size(); i++) {
      picture(folder + "/" + SORTED.get(LABELS.get(i)) + "/" + name(i + 1), LABELS.get(i));
    }
    return this;
  }

  static String name(int number) {
    return "ILSVRC2012_val_%08d.JPEG".formatted(number);
  }

  /** The whole tree, flat, with the devkit's truth. */
  ImageNetTree devkit() {
    return train()
        .flat("val")
        .text(DevkitGroundTruth.NAME, DEVKIT_TRUTH)
        .text(Synsets.NAME, String.join("\n", DEVKIT_ORDER) + "\n");
  }

  ImageNetTree text(String name, String content) {
    TestFiles.write(dir.resolve(name), content.getBytes(UTF_8));
    return this;
  }

  private void picture(String name, int label) {
    bytes(name, PictureFixtures.jpeg(scene(29, 23, label)));
  }

  ImageNetTree bytes(String name, byte[] bytes) {
    TestFiles.write(dir.resolve(name), bytes);
    return this;
  }

  /** Red, green or blue by label, brighter to the right so that crops differ. */
  static BufferedImage scene(int width, int height, int label) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int bright = 120 + i % width * 120 / width;
      image.setRGB(i % width, i / width, bright << (16 - 8 * label));
    }
    return image;
  }

  static byte[] cmyk() {
    try (InputStream in = PictureFixtures.class.getResourceAsStream("cmyk.jpg")) {
      return in.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static byte[] grey(int value) {
    BufferedImage image = new BufferedImage(20, 30, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 600; i++) {
      image.getRaster().setSample(i % 20, i / 20, 0, value);
    }
    return PictureFixtures.jpeg(image);
  }

  static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }
}
