package org.dsd4j.reports.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What can happen to the file of a record. */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
enum Damage {
  DIGIT_CHANGED(text((text, random) -> replaced(text, "[0-9]", random, found -> digit(found)))),
  BIT_FLIPPED(Damage::flip),
  LINE_REMOVED(lines((lines, random) -> lines.remove(random.nextInt(lines.size())))),
  LINE_REPEATED(lines((lines, random) -> lines.add(lines.get(random.nextInt(lines.size()))))),
  LINES_SWAPPED(lines((lines, random) -> Collections.swap(lines, any(lines, random), 0))),
  CUT_AT_A_LINE(lines((lines, random) -> lines.subList(any(lines, random), lines.size()).clear())),
  CUT(Damage::cut),
  EMPTIED(whole("")),
  DELETED((file, others, random) -> Files.deleteIfExists(file)),
  LENGTHENED(Damage::lengthen),
  OF_ANOTHER_RUN(Damage::exchange),
  NUMBER_HUGE(number("1e308")),
  NUMBER_BEYOND_DOUBLES(number("1e999")),
  NUMBER_NEGATIVE(number("-5")),
  NUMBER_NO_NUMBER(number("NaN")),
  NUMBER_NO_NUMBER_IN_QUOTES(number("\"NaN\"")),
  NUMBER_NULL(number("null")),
  NUMBER_AT_THE_END_OF_THE_RANGE(number("9223372036854775807")),
  NUMBER_OF_2000_DIGITS(number("9".repeat(2000))),
  NUMBER_NESTED(number("[".repeat(100_000) + "]".repeat(100_000))),
  NUMBER_AN_OBJECT(number("{}")),
  STRING_LONG(string("\"" + "long ".repeat(5_000_000) + "\"")),
  STRING_NULL(string("null")),
  STRING_EMPTY(string("\"\"")),
  DATE_FAR_AHEAD(date("+999999999-12-31T23:59:59Z")),
  DATE_FAR_BACK(date("-999999999-01-01T00:00:00Z")),
  DATE_EARLIER(date("1970-01-01T00:00:00Z")),
  NESTED(whole("[".repeat(100_000))),
  JSON_NULL(whole("null\n")),
  ZEROS(Damage::zeros),
  FOLDER(Damage::folder),
  LINK_TO_NOWHERE(link("nowhere")),
  LINK_TO_ITSELF((file, others, random) -> link(file.getFileName().toString()).apply(file)),
  DEVICE(link("/dev/zero")),
  PIPE(Damage::pipe),
  UNREADABLE(Damage::hide);

  private static final long ZEROS_BYTES = 100_000_000;
  private static final String NUMBER =
      "(?<=[:,\\[ ])-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?(?=[,\\]}\\s])";
  private static final String STRING = "(?<=: ?)\"[^\"\\\\]*\"";
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z";

  private final Change change;

  Damage(Change change) {
    this.change = change;
  }

  /**
   * Damages a file.
   *
   * @param file which is there and has content
   * @param others files of the same name in other runs
   * @param random chooses where
   * @return whether it is another file than before
   */
  boolean apply(Path file, List<Path> others, Random random) throws IOException {
    return change.apply(file, others, random);
  }

  private interface Change {
    boolean apply(Path file, List<Path> others, Random random) throws IOException;

    default boolean apply(Path file) throws IOException {
      return apply(file, List.of(), new Random(0));
    }
  }

  private interface OfText {
    String apply(String text, Random random);
  }

  private interface OfLines {
    void apply(List<String> lines, Random random);
  }

  /** Each byte counts as one character, so that what is not text can be changed too. */
  private static Change text(OfText change) {
    return (file, others, random) -> {
      String before = Files.readString(file, StandardCharsets.ISO_8859_1);
      String after = change.apply(before, random);
      Files.writeString(file, after, StandardCharsets.ISO_8859_1);
      return !after.equals(before);
    };
  }

  private static Change lines(OfLines change) {
    return text(
        (text, random) -> {
          List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
          change.apply(lines, random);
          return String.join("", lines);
        });
  }

  private static Change number(String instead) {
    return text((text, random) -> replaced(text, NUMBER, random, found -> instead));
  }

  private static Change string(String instead) {
    return text((text, random) -> replaced(text, STRING, random, found -> instead));
  }

  private static Change date(String instead) {
    return text((text, random) -> replaced(text, DATE, random, found -> instead));
  }

  private static Change whole(String instead) {
    return text((text, random) -> instead);
  }

  private static Change link(String target) {
    return (file, others, random) -> {
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of(target));
      return true;
    };
  }

  /** Replaces one of the places where a pattern matches; without one, nothing. */
  private static String replaced(
      String text, String pattern, Random random, UnaryOperator<String> instead) {
    List<MatchResult> found = Pattern.compile(pattern).matcher(text).results().toList();
    if (found.isEmpty()) {
      return text;
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    return text.substring(0, one.start()) + instead.apply(one.group()) + text.substring(one.end());
  }

  /** Always another one; never a zero, which at the front would not count. */
  private static String digit(String digit) {
    return digit.equals("9") ? "1" : String.valueOf(Integer.parseInt(digit) + 1);
  }

  private static int any(List<String> lines, Random random) {
    return random.nextInt(lines.size());
  }

  private static boolean flip(Path file, List<Path> others, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    Files.write(file, bytes);
    return true;
  }

  private static boolean cut(Path file, List<Path> others, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    return true;
  }

  private static boolean lengthen(Path file, List<Path> others, Random random) throws IOException {
    byte[] more = new byte[1 + random.nextInt(100)];
    random.nextBytes(more);
    Files.write(file, more, StandardOpenOption.APPEND);
    return true;
  }

  private static boolean exchange(Path file, List<Path> others, Random random) throws IOException {
    List<Path> different = new ArrayList<>();
    for (Path other : others) {
      if (Files.mismatch(other, file) >= 0) {
        different.add(other);
      }
    }
    if (different.isEmpty()) {
      return false;
    }
    Files.write(file, Files.readAllBytes(different.get(random.nextInt(different.size()))));
    return true;
  }

  private static boolean zeros(Path file, List<Path> others, Random random) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.allocate(1), ZEROS_BYTES);
      return true;
    }
  }

  private static boolean folder(Path file, List<Path> others, Random random) throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    return true;
  }

  private static boolean pipe(Path file, List<Path> others, Random random) throws IOException {
    Files.delete(file);
    try {
      return new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean hide(Path file, List<Path> others, Random random) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    // An administrator can read it all the same.
    return !Files.isReadable(file);
  }
}
