package org.dsd4j.datasets.language;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.TextLines;

/**
 * Reads one ARPA file, line by line. Spaces and tabs alone separate words, as other readers have
 * it: any other white space of Unicode may be a word or in one.
 *
 * <p>Its n-grams are bounded by the memory that the announced number takes, its text by the longest
 * line and by how far a compressed file may grow.
 */
final class ArpaReader {

  private static final Pattern COUNT = Pattern.compile("ngram\\s+(\\d+)\\s*=\\s*(\\d+)");
  private static final Pattern SECTION = Pattern.compile("\\\\(\\d+)-grams:");
  private static final Pattern SPACE = Pattern.compile("[ \t]+");
  private static final String BEGIN = "\\data\\";
  private static final String END = "\\end\\";
  private static final int GZIP = 0x1f8b;
  private static final byte[] KENLM = {'m', 'm', 'a', 'p', ' ', 'l', 'm'};

  /** Bytes of a line: a dozen words. */
  private static final int LONGEST_LINE = 1 << 16;

  private static final int LONGEST_SHOWN = 80;

  /** Words of the longest n-grams; models of natural language have up to six. */
  private static final int HIGHEST_ORDER = 20;

  private final Path file;
  private final TextLines lines;
  private final NgramTree tree = new NgramTree();

  private ArpaReader(Path file, TextLines lines) {
    this.file = file;
    this.lines = lines;
  }

  static ArpaModel read(Path file) throws IOException {
    try (InputStream plain = new BufferedInputStream(Files.newInputStream(file));
        InputStream content = content(file, plain);
        TextLines lines = new TextLines(content, LONGEST_LINE)) {
      return new ArpaReader(file, lines).model();
    } catch (EOFException | ZipException damaged) {
      throw new DataException(
          "%s: is damaged or cut off (%s); copy it again".formatted(file, damaged.getMessage()),
          damaged);
    }
  }

  private static InputStream content(Path file, InputStream plain) throws IOException {
    plain.mark(KENLM.length);
    byte[] first = plain.readNBytes(KENLM.length);
    plain.reset();
    if (first.length == 0) {
      throw new DataException(file + ": is empty; give a language model in the ARPA format");
    }
    if (Arrays.equals(first, KENLM)) {
      throw new DataException(
          file + ": is a binary model of KenLM; give the ARPA file that it was made of");
    }
    boolean compressed = first.length > 1 && (((first[0] & 0xff) << 8) | (first[1] & 0xff)) == GZIP;
    return compressed ? new BoundedUnpacking(file, plain) : plain;
  }

  private ArpaModel model() throws IOException {
    String line = next();
    while (!line.equals(BEGIN)) {
      line = next(); // Free text before the marker is ignored.
    }
    SortedMap<Integer, Long> counts = new TreeMap<>();
    line = next();
    for (Matcher count = COUNT.matcher(line); count.matches(); count = COUNT.matcher(line)) {
      counts.put(whole(count.group(1)), (long) whole(count.group(2)));
      line = next();
    }
    requireCounts(counts);
    for (int order = 1; order <= counts.size(); order++) {
      line = section(line, order, counts.get(order));
    }
    if (!line.equals(END)) {
      throw wrong("\"%s\" was found instead of %s".formatted(shown(line), END));
    }
    return new ArpaModel(counts.size(), tree);
  }

  private void requireCounts(SortedMap<Integer, Long> counts) {
    if (counts.isEmpty() || counts.firstKey() != 1 || counts.lastKey() != counts.size()) {
      throw wrong("the orders announced by \"ngram N=count\" are " + counts.keySet());
    }
    if (counts.size() > HIGHEST_ORDER) {
      throw wrong(
          "%d orders are announced, where at most %d are read"
              .formatted(counts.size(), HIGHEST_ORDER));
    }
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long most = NgramTree.most();
    if (all > most) {
      throw wrong(
          "%,d n-grams are announced, where the memory of this process holds %,d; prune the model, or give more memory: DSD_JAVA_OPTS=-Xmx8g"
              .formatted(all, most));
    }
  }

  /** Reads one section and returns the line after it; of no n-grams it may be missing. */
  private String section(String head, int order, long announced) throws IOException {
    Matcher section = SECTION.matcher(head);
    if (!section.matches() || whole(section.group(1)) != order) {
      if (announced == 0) {
        return head;
      }
      throw wrong("\"%s\" was found instead of \\%d-grams:".formatted(shown(head), order));
    }
    long seen = 0;
    String line = next();
    while (!line.startsWith("\\")) {
      seen++;
      if (seen > announced) {
        throw wrong("more than the announced %d %d-grams are there".formatted(announced, order));
      }
      add(line, order);
      line = next();
    }
    if (seen != announced) {
      throw wrong("%d %d-grams were read, but %d are announced".formatted(seen, order, announced));
    }
    return line;
  }

  private void add(String line, int order) {
    String[] parts = SPACE.split(line, -1);
    if (parts.length < order + 1 || parts.length > order + 2) {
      throw wrong(
          "\"%s\" has %d parts; a %d-gram has a logarithm, %d words and perhaps a back-off"
              .formatted(shown(line), parts.length, order, order));
    }
    int node = NgramTree.ROOT;
    for (int i = 1; i <= order; i++) {
      node = tree.childOrNew(node, tree.wordOrNew(parts[i].toLowerCase(Locale.ROOT)));
    }
    if (tree.isFull()) {
      throw wrong(
          "its words take more memory than this process has; give more: DSD_JAVA_OPTS=-Xmx8g");
    }
    float log = log(parts[0]);
    if (log > 0) {
      throw wrong("\"%s\" is the logarithm of a probability above 1".formatted(parts[0]));
    }
    float backoff = parts.length == order + 2 ? log(parts[order + 1]) : 0;
    // If two spellings are one word in lower case, the likelier one counts.
    if (!(tree.log(node) >= log)) {
      tree.set(node, log, backoff);
    }
  }

  /** Some programs write the logarithm of 0 as -inf instead of -99. */
  private float log(String text) {
    if (text.equalsIgnoreCase("-inf")) {
      return (float) ArpaModel.IMPOSSIBLE;
    }
    try {
      float value = Float.parseFloat(text);
      if (!Float.isFinite(value)) {
        throw wrong("\"%s\" is no logarithm".formatted(shown(text)));
      }
      return value;
    } catch (NumberFormatException noNumber) {
      throw wrong("\"%s\" is not a number".formatted(shown(text)));
    }
  }

  private int whole(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException tooLarge) {
      throw wrong("%s is too large".formatted(shown(digits)));
    }
  }

  /** The next line with content, without spaces and tabs around it. */
  private String next() throws IOException {
    while (true) {
      String line = lines.next();
      if (line == null) {
        throw wrong(
            "the file ends before %s; give a complete language model in the ARPA format"
                .formatted(END));
      }
      String content = stripped(line);
      if (!content.isEmpty()) {
        return content;
      }
    }
  }

  private static String stripped(String line) {
    int from = 0;
    int to = line.length();
    while (from < to && isSpace(line.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(line.charAt(to - 1))) {
      to--;
    }
    return line.substring(from, to);
  }

  private static boolean isSpace(char letter) {
    return letter == ' ' || letter == '\t';
  }

  private static String shown(String text) {
    String start = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private DataException wrong(String what) {
    return new DataException("%s, line %d: %s".formatted(file, lines.number(), what));
  }

  /** What a compressed file holds, as long as it grows no more than a text does. */
  private static final class BoundedUnpacking extends GZIPInputStream {

    /** Models shrink to a quarter or so; long rows of the same byte to a thousandth. */
    private static final long MOST_GROWTH = 100;

    private static final long HARMLESS = 64L << 20;

    private final Path file;
    private final long most;
    private long unpacked;

    BoundedUnpacking(Path file, InputStream in) throws IOException {
      super(in, 1 << 16);
      this.file = file;
      most = Math.max(HARMLESS, MOST_GROWTH * Files.size(file));
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      unpacked += Math.max(0, read);
      if (unpacked > most) {
        throw new DataException(
            "%s: unpacks to more than %d MiB, over %d times its size; it is no language model"
                .formatted(file, most >> 20, MOST_GROWTH));
      }
      return read;
    }
  }
}
