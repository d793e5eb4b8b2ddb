package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One picture of the test split that a report shows: a PNG file and its size. */
public final class ExamplePicture {
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,18})" + Pattern.quote(StoreLayout.PNG));
  // Signature, length and type of the first chunk; then width and height, four bytes each.
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int SIZE_AT = 16;
  private static final int SHORTEST = 24;

  private final long example;
  private final byte[] png;

  private ExamplePicture(long example, byte[] png) {
    this.example = example;
    this.png = png;
  }

  /**
   * Reads the pictures of a row.
   *
   * @param row the row's folder; without pictures there are none
   * @param problems gets one line for each file that is no picture
   * @return by position in the test split
   * @throws StoreException if the folder cannot be listed
   */
  public static List<ExamplePicture> read(RowPath row, List<String> problems) {
    Path folder = row.examples();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<ExamplePicture> pictures = new ArrayList<>();
    for (Path file : list(folder)) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (name.matches()) {
        byte[] bytes = RecordFile.bytes(file, RecordKind.PICTURE);
        if (isPng(bytes)) {
          pictures.add(new ExamplePicture(Long.parseLong(name.group(1)), bytes));
        } else {
          problems.add(file + " is no PNG picture: remove it, the report shows the others");
        }
      }
    }
    pictures.sort(Comparator.comparingLong(ExamplePicture::example));
    return List.copyOf(pictures);
  }

  /** Its position in the test split, from 0. */
  public long example() {
    return example;
  }

  /** The file's bytes. */
  public byte[] png() {
    return png.clone();
  }

  /** Its width in pixels. */
  public int width() {
    return ByteBuffer.wrap(png).getInt(SIZE_AT);
  }

  /** Its height in pixels. */
  public int height() {
    return ByteBuffer.wrap(png).getInt(SIZE_AT + Integer.BYTES);
  }

  private static boolean isPng(byte... bytes) {
    return bytes.length > SHORTEST && ByteBuffer.wrap(bytes).getLong() == SIGNATURE;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new StoreException("cannot list the folder " + folder + " (" + e + ")", e);
    }
  }
}
