package org.dsd4j.datasets;

/** Moves the pixels of (C, H, W) pictures into fresh arrays. */
final class Crop {

  private Crop() {}

  /** Left becomes right. */
  static byte[] mirrored(byte[] chw, ImageSize size) {
    byte[] out = new byte[chw.length];
    int width = size.width();
    for (int row = 0; row < chw.length; row += width) {
      for (int x = 0; x < width; x++) {
        out[row + x] = chw[row + width - 1 - x];
      }
    }
    return out;
  }

  /** The window that starts {@code down} rows below and {@code right} columns beside the corner. */
  static byte[] shifted(byte[] chw, ImageSize size, int down, int right) {
    byte[] out = new byte[chw.length];
    int height = size.height();
    int width = size.width();
    int length = width - Math.abs(right);
    if (length <= 0) {
      return out;
    }
    for (int channel = 0; channel < size.channels(); channel++) {
      for (int y = Math.max(0, -down); y < Math.min(height, height - down); y++) {
        int from = (channel * height + y + down) * width + Math.max(0, right);
        int to = (channel * height + y) * width + Math.max(0, -right);
        System.arraycopy(chw, from, out, to, length);
      }
    }
    return out;
  }
}
