package org.dsd4j.datasets.classfolder;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dsd4j.datasets.BrokenExampleException;

/** Reads JPEG and PNG files, told apart by their first bytes and not by their names. */
final class PictureFile {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private PictureFile() {}

  /**
   * Reads one file.
   *
   * @param file where it lies
   * @param name how to call it in an error
   */
  static Picture read(Path file, String name) throws BrokenExampleException {
    try {
      // Not Files.readAllBytes: an interrupt would close its channel and look like a broken file.
      try (InputStream in = new FileInputStream(file.toFile())) {
        return decode(in.readAllBytes(), name);
      }
    } catch (IOException | RuntimeException failure) {
      // Decoders meet damaged bytes with exceptions of every kind, index out of bounds included.
      String reason = failure instanceof IIOException ? failure.getMessage() : failure.toString();
      throw new BrokenExampleException(name, "cannot be decoded (" + reason + ")", failure);
    }
  }

  private static Picture decode(byte[] bytes, String name)
      throws IOException, BrokenExampleException {
    if (bytes.length == 0) {
      throw new BrokenExampleException(name, "is empty");
    }
    boolean jpeg = startsWith(bytes, JPEG);
    if (!jpeg && !startsWith(bytes, PNG)) {
      throw new BrokenExampleException(name, "is neither JPEG nor PNG, whatever its name says");
    }
    // The readers fill what is missing of a cut file with grey and say nothing.
    if (!(jpeg ? JpegEnd.reached(bytes) : pngEnds(bytes))) {
      throw new BrokenExampleException(name, "is cut off before its end");
    }
    return jpeg ? jpeg(bytes) : png(bytes);
  }

  private static Picture jpeg(byte[] bytes) throws IOException {
    ImageReader reader = JpegProvider.SPI.createReaderInstance(null);
    try (ImageInputStream in = open(bytes)) {
      reader.setInput(in, true, true);
      return Picture.of(reader.read(0));
    } finally {
      reader.dispose();
    }
  }

  private static Picture png(byte[] bytes) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = open(bytes)) {
      reader.setInput(in, true, true);
      return Picture.of(reader.read(0));
    } finally {
      reader.dispose();
    }
  }

  /** In memory: the JDK's default would write a cache file for each picture. */
  private static ImageInputStream open(byte[] bytes) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
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
