package org.dsd4j.datasets;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A picture of a dataset: one line of examples for each class, after the name of the class. */
public final class ContactSheet {

  private static final int GAP = 4;
  private static final int TEXT_SCALE = 2;
  private static final int PAPER = 0xffffff;
  private static final int INK = 0x202020;

  private final ImageDataset dataset;
  private final int scale;
  private final int cellWidth;
  private final int cellHeight;
  private final int textWidth;
  private final BufferedImage sheet;

  private ContactSheet(ImageDataset dataset, int perClass, int scale) {
    this.dataset = dataset;
    this.scale = scale;
    cellWidth = dataset.imageSize().width() * scale + GAP;
    cellHeight =
        Math.max(dataset.imageSize().height() * scale, PixelFont.HEIGHT * TEXT_SCALE) + GAP;
    textWidth =
        dataset.classNames().stream().mapToInt(PixelFont::width).max().orElse(0) * TEXT_SCALE;
    int width = GAP + textWidth + 2 * GAP + perClass * cellWidth;
    int height = GAP + dataset.classNames().size() * cellHeight;
    sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(0, 0, width, height, PAPER);
  }

  /**
   * Draws the first examples of each class. Examples that cannot be read are passed over.
   *
   * @param dataset pictures of 1 or 3 channels
   * @param perClass examples in a line, at least 1
   * @param scale pixels of the sheet for each pixel of an example, at least 1
   * @return bytes of a PNG file
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static byte[] png(ImageDataset dataset, int perClass, int scale) {
    int channels = dataset.imageSize().channels();
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "a contact sheet shows pictures of 1 or 3 channels, not " + channels);
    }
    if (perClass < 1 || scale < 1) {
      throw new IllegalArgumentException(
          "examples per class and scale must be at least 1 but were %d and %d"
              .formatted(perClass, scale));
    }
    ContactSheet sheet = new ContactSheet(dataset, perClass, scale);
    for (int label = 0; label < dataset.classNames().size(); label++) {
      sheet.line(label, firstOfClass(dataset, label, perClass));
    }
    return PngEncoder.encode(sheet.sheet);
  }

  private static List<byte[]> firstOfClass(ImageDataset dataset, int label, int wanted) {
    List<byte[]> found = new ArrayList<>();
    for (int index = 0; index < dataset.size() && found.size() < wanted; index++) {
      if (dataset.label(index) == label) {
        try {
          found.add(dataset.pixels(index));
        } catch (BrokenExampleException broken) {
          // The line shows the next one instead.
        }
      }
    }
    return found;
  }

  private void line(int label, List<byte[]> pictures) {
    String name = dataset.classNames().get(label);
    int top = GAP + label * cellHeight;
    int textTop = top + (cellHeight - GAP - PixelFont.HEIGHT * TEXT_SCALE) / 2;
    int textLeft = GAP + textWidth - PixelFont.width(name) * TEXT_SCALE;
    for (int y = 0; y < PixelFont.HEIGHT; y++) {
      for (int x = 0; x < PixelFont.width(name); x++) {
        if (PixelFont.ink(name, x, y)) {
          fill(textLeft + x * TEXT_SCALE, textTop + y * TEXT_SCALE, TEXT_SCALE, TEXT_SCALE, INK);
        }
      }
    }
    for (int i = 0; i < pictures.size(); i++) {
      picture(pictures.get(i), GAP + textWidth + 2 * GAP + i * cellWidth, top);
    }
  }

  private void picture(byte[] chw, int left, int top) {
    ImageSize size = dataset.imageSize();
    int plane = size.height() * size.width();
    int step = size.channels() == 1 ? 0 : plane; // Grey shows its one channel three times.
    for (int i = 0; i < plane; i++) {
      int red = chw[i] & 0xff;
      int green = chw[i + step] & 0xff;
      int blue = chw[i + 2 * step] & 0xff;
      int x = left + i % size.width() * scale;
      int y = top + i / size.width() * scale;
      fill(x, y, scale, scale, red << 16 | green << 8 | blue);
    }
  }

  private void fill(int left, int top, int width, int height, int colour) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        sheet.setRGB(x, y, colour);
      }
    }
  }
}
