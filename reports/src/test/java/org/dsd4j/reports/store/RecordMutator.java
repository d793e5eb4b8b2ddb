package org.dsd4j.reports.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dsd4j.reports.record.RecordJson;

/**
 * Changes a record as damage, other programs and malice do; the same seed gives the same change.
 */
final class RecordMutator {
  private static final Pattern NUMBER =
      Pattern.compile("(?<=[:\\[, ])-?\\d+(\\.\\d+)?([eE]-?\\d+)?(?=[,\\]} \\n])");
  private static final Pattern TEXT = Pattern.compile("(?<=[:\\[,] ?)\"[^\"]*\"(?=[,\\]} \\n])");
  private static final Pattern MEMBER = Pattern.compile("\"[A-Za-z0-9]+\" ?: ?[^,{}\\[\\]]+,");

  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "0",
          "1e308",
          "-1e308",
          "1e-320",
          "1e999",
          "1e999999999",
          "140",
          "1000000",
          "9223372036854775807",
          "-9223372036854775808",
          "99999999999999999999",
          "2147483648",
          "0.5",
          "\"NaN\"",
          "\"-Infinity\"",
          "9".repeat(390),
          "9".repeat(5000),
          "null",
          "true",
          "\"\"",
          "[]",
          "{}");

  private static final List<String> TEXTS =
      List.of(
          "null",
          "\"\"",
          "\" \"",
          "7",
          "1e300",
          "[\"a\"]",
          "{}",
          "\"+1000000000-12-31T23:59:59.999999999Z\"",
          "\"-1000000000-01-01T00:00:00Z\"",
          "\"1969-12-31T23:59:59Z\"",
          "\"NaN\"",
          "\"..\"",
          "\"\\u0000\\ud800\\n\"",
          "\"" + "x".repeat(300_000) + "\"",
          "\"" + "x".repeat(1_100_000) + "\"");

  private final Random random;

  RecordMutator(long seed) {
    this.random = new Random(seed);
  }

  /** The content changed in one way that suits it. */
  byte[] mutate(Path file, byte... content) {
    byte[] changed =
        switch (random.nextInt(10)) {
          case 0 -> bytes(content);
          case 1 -> cut(content);
          case 2, 3, 4 -> replaced(content, NUMBER, NUMBERS);
          case 5, 6 -> replaced(content, TEXT, TEXTS);
          case 7 ->
              replaced(content, NUMBER, List.of("[".repeat(100_000), "{\"a\":".repeat(9_999)));
          case 8 -> replaced(content, MEMBER, List.of("", "\"other\": 1,"));
          default -> lines(content);
        };
    return file.endsWith(StoreLayout.RUN) ? signed(changed) : changed;
  }

  private byte[] bytes(byte... content) {
    byte[] changed = content.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private byte[] cut(byte... content) {
    return Arrays.copyOf(content, random.nextInt(content.length + 1));
  }

  private byte[] replaced(byte[] content, Pattern what, List<String> by) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<MatchResult> found = what.matcher(text).results().toList();
    if (found.isEmpty()) {
      return bytes(content);
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    String changed =
        text.substring(0, one.start())
            + by.get(random.nextInt(by.size()))
            + text.substring(one.end());
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] lines(byte... content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return content;
    }
    int at = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(at));
      case 2 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      default -> lines.add("null");
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** With the id that fits, so that not the id alone is refused. */
  private static byte[] signed(byte... run) {
    try {
      RunFile read = RecordJson.mapper().readValue(run, RunFile.class);
      return ArmFolder.json(
          new RunFile(read.format(), read.spec().id(), read.spec(), read.environment()));
    } catch (IOException e) {
      return run;
    }
  }
}
