package org.dsd4j.datasets.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * A decoded picture of any size, or a part of one.
 *
 * @param height rows
 * @param width columns
 * @param rgb unsigned bytes (3, height, width)
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one method call
public record Picture(int height, int width, byte[] rgb) {

  static final int CHANNELS = 3;

  static Picture of(BufferedImage image) {
    ColorModel colours = image.getColorModel();
    int components = colours.getNumColorComponents();
    byte[] rgb;
    if (colours instanceof IndexColorModel || (components != 1 && components != CHANNELS)) {
      rgb = fromColours(image);
    } else if (colours.getComponentSize(0) == Byte.SIZE
        && image.getRaster().getSampleModel() instanceof PixelInterleavedSampleModel model
        && image.getRaster().getDataBuffer() instanceof DataBufferByte bytes) {
      rgb = fromBytes(image.getRaster(), model, bytes, components);
    } else {
      rgb = fromSamples(image);
    }
    return new Picture(image.getHeight(), image.getWidth(), rgb);
  }

  /** What {@link #fromSamples} does, for the layout that nearly every file has, in a tenth. */
  private static byte[] fromBytes(
      Raster raster, PixelInterleavedSampleModel model, DataBufferByte bytes, int components) {
    int width = raster.getWidth();
    int plane = width * raster.getHeight();
    byte[] rgb = new byte[CHANNELS * plane];
    int step = model.getPixelStride();
    int corner =
        (raster.getMinY() - raster.getSampleModelTranslateY()) * model.getScanlineStride()
            + (raster.getMinX() - raster.getSampleModelTranslateX()) * step;
    for (int channel = 0; channel < CHANNELS; channel++) {
      int band = Math.min(channel, components - 1);
      int bank = model.getBankIndices()[band];
      byte[] source = bytes.getData(bank);
      int from = bytes.getOffsets()[bank] + corner + model.getBandOffsets()[band];
      for (int y = 0; y < raster.getHeight(); y++) {
        int row = from + y * model.getScanlineStride();
        int out = channel * plane + y * width;
        for (int x = 0; x < width; x++) {
          rgb[out + x] = source[row + x * step];
        }
      }
    }
    return rgb;
  }

  /**
   * Takes the stored values as they are. {@code getRGB} takes grey for linear light and brightens
   * it (128 becomes 188), and applies embedded profiles, which no training pipeline does.
   */
  private static byte[] fromSamples(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int plane = width * image.getHeight();
    int bands = raster.getNumBands();
    int components = image.getColorModel().getNumColorComponents();
    int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
    byte[] rgb = new byte[CHANNELS * plane];
    int[] row = new int[width * bands];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          int value = row[x * bands + Math.min(channel, components - 1)];
          rgb[channel * plane + y * width + x] =
              (byte) (most == 255 ? value : (value * 255L + most / 2) / most);
        }
      }
    }
    return rgb;
  }

  private static byte[] fromColours(BufferedImage image) {
    int width = image.getWidth();
    int plane = width * image.getHeight();
    byte[] rgb = new byte[CHANNELS * plane];
    int[] colours = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    for (int i = 0; i < plane; i++) {
      rgb[i] = (byte) (colours[i] >> 16);
      rgb[plane + i] = (byte) (colours[i] >> 8);
      rgb[2 * plane + i] = (byte) colours[i];
    }
    return rgb;
  }
}
