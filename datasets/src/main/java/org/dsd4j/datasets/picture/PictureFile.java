package org.dsd4j.datasets.picture;

import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.picture.JpegStream.Colours;

/**
 * A JPEG or PNG file, recognised by its first bytes and not by its name. Its size is known before
 * anything is decoded, so a caller can choose which region it wants; {@link PictureLimits} says how
 * large it may be. Orientation tags, colour profiles and transparency are ignored: pixels are those
 * that Pillow makes of the file with {@code convert("RGB")}, except that 16 bits are rounded to 8.
 * JPEGs with colours at half the height alone (4:4:0, which cameras do not write) are an exception
 * where Java brings a libjpeg of its own, version 6b, and not that of the system: it repeats their
 * colours and does not interpolate.
 *
 * <p>The readers decode and discard what lies above and beside the region, and stop below it. Their
 * subsampling is not used, however large the region: it picks every n-th pixel instead of
 * averaging, which aliases, and the time of a large file goes into its entropy coding all the same.
 *
 * <p>For one thread.
 */
public final class PictureFile implements AutoCloseable {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  /** The decoded rows, and the planes that are made of them. */
  private static final int BYTES_PER_PIXEL = 2 * Picture.CHANNELS + 2;

  private final String name;
  private final ImageReader reader;
  private final boolean inks;
  private final boolean luminance;
  private final int height;
  private final int width;

  private PictureFile(String name, ImageReader reader, Colours colours) throws IOException {
    this.name = name;
    this.reader = reader;
    luminance = colours == Colours.YCCK;
    inks = luminance || colours == Colours.CMYK;
    height = reader.getHeight(0);
    width = reader.getWidth(0);
  }

  /**
   * Opens a file and checks its beginning and its end.
   *
   * @param file its path
   * @param name how to call it in an error
   * @return a file to be closed
   * @throws BrokenExampleException if it cannot be read, is cut off, or is neither JPEG nor PNG
   */
  public static PictureFile open(Path file, String name) throws BrokenExampleException {
    try {
      return open(bytes(file, name), name);
    } catch (IOException | RuntimeException failure) {
      throw broken(name, failure);
    }
  }

  private static byte[] bytes(Path file, String name) throws IOException, BrokenExampleException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe would never end, nor would a device.
      throw new BrokenExampleException(name, "is not a plain file");
    }
    // Not Files.readAllBytes: an interrupt would close its channel and look like a broken file.
    try (InputStream in = new FileInputStream(file.toFile())) {
      PictureLimits.requireBytes(name, Files.size(file));
      return in.readNBytes((int) PictureLimits.MOST_BYTES);
    }
  }

  /**
   * Reads a whole file.
   *
   * @param file its path
   * @param name how to call it in an error
   * @return all of its pixels
   * @throws BrokenExampleException if it cannot be decoded
   */
  public static Picture read(Path file, String name) throws BrokenExampleException {
    try (PictureFile opened = open(file, name)) {
      return opened.read(Region.whole(opened.height, opened.width));
    }
  }

  /**
   * Number of rows in the file.
   *
   * @return at least 1
   */
  public int height() {
    return height;
  }

  /**
   * Number of columns in the file.
   *
   * @return at least 1
   */
  public int width() {
    return width;
  }

  /**
   * Decodes a part of the picture: the same values as the same part of the whole.
   *
   * @param region inside the picture
   * @return its pixels
   * @throws BrokenExampleException if the file is damaged
   */
  public Picture read(Region region) throws BrokenExampleException {
    // The rows of the file, which the decoder of Java may hold in 8 bytes a pixel, and the region.
    long bytes = BYTES_PER_PIXEL * (long) region.height() * region.width() + 64L * width;
    return DecodingMemory.shared().with(name, bytes, () -> decode(region));
  }

  private Picture decode(Region region) throws BrokenExampleException {
    try {
      ImageReadParam wanted = reader.getDefaultReadParam();
      wanted.setSourceRegion(
          new Rectangle(region.left(), region.top(), region.width(), region.height()));
      return inks
          ? CmykPixels.of(reader.readRaster(0, wanted), luminance)
          : Picture.of(reader.read(0, wanted));
    } catch (IOException | RuntimeException failure) {
      throw broken(name, failure);
    }
  }

  /** Frees the memory that the decoder holds outside of the heap. */
  @Override
  public void close() {
    reader.dispose();
  }

  /** Decoders throw exceptions of every kind on damaged bytes, index out of bounds included. */
  private static BrokenExampleException broken(String name, Exception failure) {
    String reason = failure instanceof IIOException ? failure.getMessage() : failure.toString();
    return new BrokenExampleException(name, "cannot be decoded (" + reason + ")", failure);
  }

  private static PictureFile open(byte[] bytes, String name)
      throws IOException, BrokenExampleException {
    if (bytes.length == 0) {
      throw new BrokenExampleException(name, "is empty");
    }
    boolean jpeg = startsWith(bytes, JPEG);
    if (!jpeg && !startsWith(bytes, PNG)) {
      throw new BrokenExampleException(name, OtherFormat.words(bytes));
    }
    return jpeg ? jpeg(bytes, name) : png(bytes, name);
  }

  private static PictureFile jpeg(byte[] bytes, String name)
      throws IOException, BrokenExampleException {
    // The decoder silently fills the missing part of a truncated file with grey.
    JpegStream stream =
        JpegStream.of(bytes)
            .orElseThrow(() -> new BrokenExampleException(name, "is cut off before its end"));
    PictureLimits.requirePixels(name, stream.height(), stream.width(), stream.scans());
    Colours colours =
        stream
            .colours()
            .orElseThrow(
                () -> new BrokenExampleException(name, "is neither grey nor of 3 or 4 colours"));
    return opened(name, "jpeg", stream.reduced(colours), colours);
  }

  private static PictureFile png(byte[] bytes, String name)
      throws IOException, BrokenExampleException {
    return opened(name, "png", PngStream.reduced(name, bytes), Colours.RGB);
  }

  private static PictureFile opened(String name, String format, byte[] bytes, Colours colours)
      throws IOException {
    ImageReader reader = readerOfJava(format);
    try {
      // In memory: the JDK's default would write a cache file for each picture.
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
      return new PictureFile(name, reader, colours);
    } catch (IOException | RuntimeException failure) {
      reader.dispose();
      throw failure;
    }
  }

  /** Java's own reader, whichever others an application has registered. */
  private static ImageReader readerOfJava(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IllegalStateException("this Java runtime has no reader of " + format + " files");
  }

  private static boolean startsWith(byte[] bytes, byte[] signature) {
    return bytes.length >= signature.length
        && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
  }
}
