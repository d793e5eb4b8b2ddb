package org.dsd4j.reports.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Whether this machine can draw. */
public final class Drawable {
  private Drawable() {}

  /**
   * Tries to measure a text, which is what fails on machines without fonts, such as small
   * containers: pictures have a font of their own, but Java draws no text at all, not even in that,
   * where the system has none.
   *
   * @return one line that says what is missing; empty when charts can be drawn
   */
  public static Optional<String> problem() {
    try {
      Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
      graphics.getFontMetrics(ChartStyle.PLAIN).stringWidth("steps");
      graphics.dispose();
      return Optional.empty();
    } catch (RuntimeException | InternalError | LinkageError e) {
      // Java has no one way of saying this: which of them it is depends on version and system.
      return Optional.of(
          "charts are left out: this Java cannot draw text ("
              + e.getClass().getSimpleName()
              + "); install fontconfig and any font, such as DejaVu, and make the report again");
    }
  }
}
