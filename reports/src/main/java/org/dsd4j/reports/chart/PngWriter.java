package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Writes pictures as PNG with two dots for each pixel, on white. */
public final class PngWriter {
  private static final int SCALE = 2;

  private PngWriter() {}

  /**
   * Draws a picture.
   *
   * @param picture what to draw
   * @return the bytes of a PNG file
   */
  public static byte[] write(ChartPicture picture) {
    int width = SCALE * picture.width();
    int height = SCALE * picture.height();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.scale(SCALE, SCALE);
    picture.chart().draw(graphics, new Rectangle2D.Double(0, 0, picture.width(), picture.height()));
    graphics.dispose();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("writing into memory failed", e);
    }
  }
}
