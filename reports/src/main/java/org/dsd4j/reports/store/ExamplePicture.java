package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One picture of the test split that a report shows: a PNG file and its size. */
public final class ExamplePicture {
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,18})" + Pattern.quote(StoreLayout.PNG));
  private final long example;
  private final byte[] png;

  private ExamplePicture(long example, byte[] png) {
    this.example = example;
    this.png = png;
  }

  /**
   * Reads pictures of a row: no more of them than are shown.
   *
   * @param row the row's folder; without pictures there are none
   * @param wanted which positions in the test split can be shown
   * @param most how many are shown
   * @param problems gets one line for each file that is no picture
   * @return by position in the test split
   */
  public static List<ExamplePicture> read(
      RowPath row, LongPredicate wanted, int most, List<String> problems) {
    List<ExamplePicture> pictures = new ArrayList<>();
    SortedMap<Long, Path> files = files(row.examples(), problems);
    for (Map.Entry<Long, Path> file : files.entrySet()) {
      if (pictures.size() < most && wanted.test(file.getKey())) {
        PngFile.read(file.getValue(), problems)
            .ifPresent(png -> pictures.add(new ExamplePicture(file.getKey(), png)));
      }
    }
    return List.copyOf(pictures);
  }

  private static SortedMap<Long, Path> files(Path folder, List<String> problems) {
    SortedMap<Long, Path> found = new TreeMap<>();
    if (!RecordFile.isThere(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(StoreLayout.name(file));
        if (name.matches()) {
          found.put(Long.parseLong(name.group(1)), file);
        }
      }
    } catch (IOException e) {
      problems.add("cannot list the folder " + folder + ": " + IoReason.of(e));
    } catch (DirectoryIteratorException e) {
      problems.add("cannot list the folder " + folder + ": " + IoReason.of(e.getCause()));
    }
    return found;
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
    return PngFile.width(png);
  }

  /** Its height in pixels. */
  public int height() {
    return PngFile.height(png);
  }
}
