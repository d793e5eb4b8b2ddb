package org.dsd4j.reports.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether this machine can draw. */
public final class Drawable {
  /** Where Java on Linux looks for fonts before it asks fontconfig. */
  private static final String FONTS = "sun.awt.fontconfig";

  /** Names a font and no file of it: enough for Java to start, and nothing else is drawn in it. */
  private static final String NO_FONTS =
      """
      version=1
      sequence.allfonts=default
      allfonts.default=DejaVu Sans
      """;

  private Drawable() {}

  /**
   * Lets Java draw on a Linux without fontconfig or without any font, in the font that comes with
   * this module. It is for who owns the process, and must be called before anything is drawn: once
   * Java has looked for fonts in vain, it does not look again. Whoever has set Java's property
   * {@value #FONTS} is left alone, and so are other systems, which have fonts.
   */
  public static void withoutSystemFonts() {
    if (!System.getProperty("os.name").equals("Linux") || System.getProperty(FONTS) != null) {
      return;
    }
    try {
      Path file = Files.createTempFile("dsd-fonts", ".properties");
      file.toFile().deleteOnExit();
      Files.writeString(file, NO_FONTS);
      System.setProperty(FONTS, file.toString());
    } catch (IOException e) {
      // Then Java asks the system; where that has no font either, problem() says so.
      System.clearProperty(FONTS);
    }
  }

  /**
   * Tries to measure a text, which is what fails on machines without fonts, such as small
   * containers: pictures have a font of their own, but Java draws no text at all, not even in that,
   * where the system has none and {@link #withoutSystemFonts} was not called.
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
