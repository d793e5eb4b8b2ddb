package org.dsd4j.reports.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.dsd4j.reports.store.AtomicFiles;

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

  /** Where Linux names the open files of this process. */
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  /** Holds the file open, which its garbage collection would close. */
  private static final AtomicReference<InputStream> OPEN = new AtomicReference<>();

  private Drawable() {}

  /**
   * Lets Java draw on a Linux without fontconfig or without any font, in the font that comes with
   * this module. It changes the whole process, so only a main program calls it, and it must be
   * called before anything is drawn: once Java has looked for fonts in vain, it does not look
   * again. Where Java's property {@value #FONTS} is set, it is left as it is; other systems have
   * fonts.
   */
  public static void withoutSystemFonts() {
    if (!System.getProperty("os.name").equals("Linux") || System.getProperty(FONTS) != null) {
      return;
    }
    try {
      // An open file can be read after its name is gone, so nothing stays, however Java ends.
      AtomicFiles.briefly(
          Path.of(System.getProperty("java.io.tmpdir"), "dsd-fonts"),
          NO_FONTS.getBytes(StandardCharsets.ISO_8859_1),
          file -> {
            OPEN.set(Files.newInputStream(file));
            System.setProperty(FONTS, withoutName(file).toString());
          });
    } catch (IOException e) {
      // Then Java asks the system; where that has no font either, problem() says so.
      System.clearProperty(FONTS);
    }
  }

  /** The path of a file of this process that is open, which outlives the file's name. */
  private static Path withoutName(Path file) throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(OPEN_FILES)) {
      for (Path one : open) {
        if (Files.exists(one) && Files.isSameFile(one, file)) {
          return one;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    throw new IOException(file + " is not open");
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
