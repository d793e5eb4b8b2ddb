package org.dsd4j.datasets.language;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.dsd4j.datasets.DataException;

/** Reads one ARPA file, line by line. */
final class ArpaReader {

  private static final Pattern COUNT = Pattern.compile("ngram\\s+(\\d+)\\s*=\\s*(\\d+)");
  private static final Pattern SECTION = Pattern.compile("\\\\(\\d+)-grams:");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String BEGIN = "\\data\\";
  private static final String END = "\\end\\";
  private static final int GZIP = 0x1f8b;

  private final Path file;
  private final BufferedReader lines;
  private final NgramTree tree = new NgramTree();
  private int number;

  private ArpaReader(Path file, BufferedReader lines) {
    this.file = file;
    this.lines = lines;
  }

  static ArpaModel read(Path file) throws IOException {
    try (InputStream plain = new BufferedInputStream(Files.newInputStream(file));
        InputStream content = isCompressed(plain) ? new GZIPInputStream(plain) : plain;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
      return new ArpaReader(file, lines).model();
    }
  }

  private static boolean isCompressed(InputStream in) throws IOException {
    in.mark(2);
    int magic = (in.read() << 8) | in.read();
    in.reset();
    return magic == GZIP;
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
    if (counts.isEmpty() || counts.firstKey() != 1 || counts.lastKey() != counts.size()) {
      throw wrong("the orders announced by \"ngram N=count\" are " + counts.keySet());
    }
    for (int order = 1; order <= counts.size(); order++) {
      line = section(line, order, counts);
    }
    if (!line.equals(END)) {
      throw wrong("\"%s\" was found instead of %s".formatted(line, END));
    }
    return new ArpaModel(counts.size(), tree);
  }

  /** Reads one section and returns the line after it. */
  private String section(String head, int order, SortedMap<Integer, Long> counts)
      throws IOException {
    Matcher section = SECTION.matcher(head);
    if (!section.matches() || whole(section.group(1)) != order) {
      throw wrong("\"%s\" was found instead of \\%d-grams:".formatted(head, order));
    }
    long seen = 0;
    String line = next();
    while (!line.startsWith("\\")) {
      add(line, order);
      seen++;
      line = next();
    }
    if (seen != counts.get(order)) {
      throw wrong(
          "%d %d-grams were read, but %d are announced".formatted(seen, order, counts.get(order)));
    }
    return line;
  }

  private void add(String line, int order) {
    String[] parts = SPACE.split(line, -1);
    if (parts.length < order + 1 || parts.length > order + 2) {
      throw wrong(
          "\"%s\" has %d parts; a %d-gram has a logarithm, %d words and perhaps a back-off"
              .formatted(line, parts.length, order, order));
    }
    int node = NgramTree.ROOT;
    for (int i = 1; i <= order; i++) {
      node = tree.childOrNew(node, tree.wordOrNew(parts[i].toLowerCase(Locale.ROOT)));
    }
    float log = log(parts[0]);
    float backoff = parts.length == order + 2 ? log(parts[order + 1]) : 0;
    // If two spellings are one word in lower case, the likelier one counts.
    if (!(tree.log(node) >= log)) {
      tree.set(node, log, backoff);
    }
  }

  private float log(String text) {
    try {
      float value = Float.parseFloat(text);
      if (Float.isNaN(value)) {
        throw wrong("\"NaN\" is no logarithm");
      }
      return value;
    } catch (NumberFormatException noNumber) {
      throw wrong("\"%s\" is not a number".formatted(text));
    }
  }

  private int whole(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException tooLarge) {
      throw wrong("%s is too large".formatted(digits));
    }
  }

  /** The next line with content, stripped. */
  private String next() throws IOException {
    String line;
    do {
      line = lines.readLine();
      number++;
      if (line == null) {
        throw wrong(
            "the file ends before %s; give a complete language model in the ARPA format"
                .formatted(END));
      }
    } while (line.isBlank());
    return line.strip();
  }

  private DataException wrong(String what) {
    return new DataException("%s, line %d: %s".formatted(file, number, what));
  }
}
