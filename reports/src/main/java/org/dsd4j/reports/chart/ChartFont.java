package org.dsd4j.reports.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.io.IOException;
import java.io.InputStream;
import org.jfree.chart.JFreeChart;

/**
 * The font of all pictures, DejaVu Sans, which comes with this module: a picture's layout follows
 * from the widths of its texts, so that with a font of the machine every machine would draw another
 * one. It is wide, so that a viewer who lacks it and takes another has room.
 */
final class ChartFont {
  /** The family as a style sheet names it, with what takes its place. */
  static final String FAMILIES = "'DejaVu Sans', Verdana, sans-serif";

  static final String FAMILY = "DejaVu Sans";

  private static final Font PLAIN = load("dejavu/DejaVuSans.ttf");
  private static final Font BOLD = load("dejavu/DejaVuSans-Bold.ttf");

  private ChartFont() {}

  static Font plain(float size) {
    return PLAIN.deriveFont(size);
  }

  static Font bold(float size) {
    return BOLD.deriveFont(Font.BOLD, size);
  }

  /** Widths as the font has them: else each is rounded to pixels, by rules of the machine. */
  static void measureExactly(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  /** As {@link #measureExactly(Graphics2D)}; a chart brings hints of its own when it is drawn. */
  static void measureExactly(JFreeChart chart) {
    RenderingHints hints = chart.getRenderingHints();
    hints.put(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    hints.put(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    chart.setRenderingHints(hints);
  }

  private static Font load(String file) {
    try (InputStream stream = ChartFont.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing from the jar of the reports module");
      }
      return Font.createFont(Font.TRUETYPE_FONT, stream);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException(file + " in the jar of the reports module is damaged", e);
    }
  }
}
