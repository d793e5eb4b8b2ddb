package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes pictures as PNG on white, with two dots for each pixel. The file says its size in print,
 * the same as of the SVG file, which makes 300 dots an inch.
 */
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
    ChartFont.measureExactly(graphics);
    graphics.scale(SCALE, SCALE);
    picture.chart().draw(graphics, new Rectangle2D.Double(0, 0, picture.width(), picture.height()));
    graphics.dispose();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      encode(image, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("writing into memory failed", e);
    }
  }

  private static void encode(BufferedImage image, ByteArrayOutputStream bytes) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(image, null, withSize(writer, image)));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadata withSize(ImageWriter writer, BufferedImage image) throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    String dotsPerMetre = Long.toString(Math.round(1000 / ChartStyle.millimetres(1) * SCALE));
    IIOMetadataNode size = new IIOMetadataNode("pHYs");
    size.setAttribute("pixelsPerUnitXAxis", dotsPerMetre);
    size.setAttribute("pixelsPerUnitYAxis", dotsPerMetre);
    size.setAttribute("unitSpecifier", "meter");
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = new IIOMetadataNode(format);
    root.appendChild(size);
    metadata.mergeTree(format, root);
    return metadata;
  }
}
