package org.dsd4j.reports.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text in Markdown (CommonMark with the tables of GitHub), paragraph by paragraph. Texts of
 * records stay texts: they become no markup, no link, no picture and no HTML, and what programs
 * make a link of by themselves stands in a code span.
 */
public final class Markdown {
  /** Addresses, names behind an @, intervals of figures, and each sign that could be markup. */
  private static final Pattern SPECIAL =
      Pattern.compile(
          "(?<address>(?i:[a-z][a-z0-9+.-]{1,20}://|www\\.|mailto:|xmpp:)[^\\s`|<>]*"
              + "|[^\\s`|<>@]{0,64}@[\\p{L}\\p{N}][^\\s`|<>]*)"
              + "|(?<figures>\\[[-+0-9., ]+\\](?![\\[(:]))"
              + "|(?<inside>(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))"
              + "|[\\\\`*_\\[\\]<&~$|]");

  /** What would begin a list, a heading, a quotation or a rule. */
  private static final Pattern BLOCK =
      Pattern.compile("^(\\d{1,9})?(?=[-+](?![\\p{Alnum}.])|[#=>:]|[.)](?:\\s|$))");

  private static final Pattern CLOSING = Pattern.compile("(#+)$");
  private static final Pattern TICKS = Pattern.compile("`+");

  private final StringBuilder text = new StringBuilder();

  /**
   * Adds a paragraph as it is.
   *
   * @param content Markdown, which begins with no text of records; those inside of it go through
   *     {@link #escape}
   */
  public void line(String content) {
    text.append(content).append("\n\n");
  }

  /**
   * Adds a paragraph.
   *
   * @param content plain text
   */
  public void paragraph(String content) {
    line(block(content));
  }

  /**
   * Adds a heading.
   *
   * @param level from 1 to 6
   * @param content plain text
   */
  public void heading(int level, String content) {
    // Number signs at the end would belong to the heading's markup.
    String title = CLOSING.matcher(escape(content)).replaceFirst("\\\\$1");
    line("#".repeat(level) + " " + title);
  }

  /**
   * Adds a list.
   *
   * @param items plain texts; nothing is added when there is none
   */
  public void list(List<String> items) {
    items.forEach(item -> text.append("- ").append(block(item)).append('\n'));
    if (!items.isEmpty()) {
      text.append('\n');
    }
  }

  /**
   * Adds a table under its caption.
   *
   * @param table plain texts; nothing is added when it has no line
   */
  public void table(TableView table) {
    if (!table.isFilled()) {
      return;
    }
    line(block(table.caption()) + ":");
    text.append(cells(table.head()));
    text.append("|---".repeat(table.head().size())).append("|\n");
    table.lines().forEach(cells -> text.append(cells(cells)));
    text.append('\n');
  }

  /**
   * Adds a command or the like on lines of its own.
   *
   * @param content plain text
   */
  public void codeBlock(String content) {
    String shown = content.lines().map(SafeText::line).collect(Collectors.joining("\n"));
    String fence = "`".repeat(Math.max(3, longestTicks(shown) + 1));
    line(fence + "\n" + shown + "\n" + fence);
  }

  /**
   * Adds a picture.
   *
   * @param description plain text, for who does not see it
   * @param file its path from here, with slashes
   */
  public void image(String description, String file) {
    line("![" + escape(description) + "](" + address(file) + ")");
  }

  /**
   * Adds a picture of a given width.
   *
   * @param description plain text, for who does not see it
   * @param file its path from here, with slashes
   * @param width in pixels of the screen
   */
  public void image(String description, String file, int width) {
    line(
        String.format(
            Locale.ROOT,
            "<img src=\"%s\" width=\"%d\" alt=\"%s\">",
            address(file),
            width,
            attribute(description)));
  }

  private static String cells(List<String> cells) {
    return cells.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /**
   * Makes sure that a text of records never becomes markup, inside of a line.
   *
   * @param content plain text
   * @return the same as Markdown on one line
   */
  public static String escape(String content) {
    Matcher found = SPECIAL.matcher(SafeText.line(content).strip());
    StringBuilder escaped = new StringBuilder();
    while (found.find()) {
      found.appendReplacement(escaped, Matcher.quoteReplacement(quoted(found)));
    }
    return found.appendTail(escaped).toString();
  }

  /**
   * A text in the type of code.
   *
   * @param content plain text
   * @return a code span on one line; empty for an empty text
   */
  public static String code(String content) {
    String shown = SafeText.line(content).strip();
    if (shown.isEmpty()) {
      return "";
    }
    String ticks = "`".repeat(longestTicks(shown) + 1);
    // Blanks keep ticks of the text apart from those around it; Markdown takes one away again.
    String gap = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
    return ticks + gap + shown + gap + ticks;
  }

  /**
   * A text that nobody sees.
   *
   * @param content plain text
   * @return a comment of HTML on one line
   */
  public static String comment(String content) {
    return "<!-- " + SafeText.line(content).replace("<", "&lt;").replace(">", "&gt;") + " -->";
  }

  /** At the begin of a line more signs are markup. */
  private static String block(String content) {
    return BLOCK.matcher(escape(content)).replaceFirst("$1\\\\");
  }

  private static String quoted(Matcher found) {
    if (found.group("address") != null) {
      return code(found.group());
    }
    if (found.group("figures") != null || found.group("inside") != null) {
      return found.group();
    }
    return switch (found.group()) {
      case "&" -> "&amp;";
      case "<" -> "&lt;";
      case "|" -> "&#124;";
      case "`" -> "&#96;";
      default -> "\\" + found.group();
    };
  }

  private static int longestTicks(String content) {
    return TICKS.matcher(content).results().mapToInt(run -> run.group().length()).max().orElse(0);
  }

  /** What is no letter, digit, dot, hyphen, underscore or slash as %XX. */
  private static String address(String file) {
    StringBuilder address = new StringBuilder();
    for (byte one : file.getBytes(StandardCharsets.UTF_8)) {
      String sign = Character.toString((char) (one & 0xFF));
      boolean plain = sign.matches("[A-Za-z0-9._/-]");
      address.append(plain ? sign : String.format(Locale.ROOT, "%%%02X", one & 0xFF));
    }
    return address.toString();
  }

  private static String attribute(String content) {
    return SafeText.line(content)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** What was added so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
