package org.dsd4j.datasets.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dsd4j.datasets.BrokenExampleException;

/**
 * A JPEG or PNG file, recognised by its first bytes and not by its name. Its size is known before
 * anything is decoded, so a caller can choose which region it wants. Orientation tags and colour
 * profiles are ignored, as the usual loaders of training pictures do.
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

  private final String name;
  private final ImageReader reader;
  private final int height;
  private final int width;

  private PictureFile(String name, ImageReader reader) throws IOException {
    this.name = name;
    this.reader = reader;
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
    // Not Files.readAllBytes: an interrupt would close its channel and look like a broken file.
    try (InputStream in = new FileInputStream(file.toFile())) {
      return open(in.readAllBytes(), name);
    } catch (IOException | RuntimeException failure) {
      throw broken(name, failure);
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
    try {
      ImageReadParam wanted = reader.getDefaultReadParam();
      wanted.setSourceRegion(
          new Rectangle(region.left(), region.top(), region.width(), region.height()));
      return Picture.of(reader.read(0, wanted));
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
      throw new BrokenExampleException(name, "is neither JPEG nor PNG, whatever its name says");
    }
    // The readers silently fill the missing part of a truncated file with grey.
    if (!(jpeg ? JpegEnd.reached(bytes) : pngEnds(bytes))) {
      throw new BrokenExampleException(name, "is cut off before its end");
    }
    ImageReader reader =
        jpeg
            ? JpegProvider.SPI.createReaderInstance(null)
            : ImageIO.getImageReadersByFormatName("png").next();
    try {
      // In memory: the JDK's default would write a cache file for each picture.
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
      return new PictureFile(name, reader);
    } catch (IOException | RuntimeException failure) {
      reader.dispose();
      throw failure;
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] signature) {
    return bytes.length >= signature.length
        && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
  }

  /** Steps over the chunks (length, type, data, checksum) as far as one of type IEND. */
  private static boolean pngEnds(byte[] bytes) {
    long at = PNG.length;
    while (at + 12 <= bytes.length) {
      int start = (int) at;
      long length = 0;
      for (int i = start; i < start + 4; i++) {
        length = length << 8 | (bytes[i] & 0xff);
      }
      at += 12 + length;
      boolean end = bytes[start + 4] == 'I' && bytes[start + 5] == 'E' && bytes[start + 6] == 'N';
      if (end) {
        return at <= bytes.length;
      }
    }
    return false;
  }

  /**
   * The JPEG reader that gets CMYK right, whichever the registry would choose. It finds the JDK's
   * reader, on which it builds, only once it is registered itself.
   */
  private static final class JpegProvider {
    static final ImageReaderSpi SPI = registered();

    private static ImageReaderSpi registered() {
      IIORegistry registry = IIORegistry.getDefaultInstance();
      ImageReaderSpi known = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
      if (known != null) {
        return known;
      }
      // Class loaders of application servers hide service files from the registry.
      JPEGImageReaderSpi fresh = new JPEGImageReaderSpi();
      registry.registerServiceProvider(fresh, ImageReaderSpi.class);
      return fresh;
    }
  }
}
