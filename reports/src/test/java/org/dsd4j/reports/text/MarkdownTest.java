package org.dsd4j.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.dsd4j.reports.fixture.Payloads;
import org.junit.jupiter.api.Test;

/** What is written is read by a parser of CommonMark: every text has to be that text again. */
class MarkdownTest {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), AutolinkExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(EXTENSIONS).build();

  @Test
  void figuresAndNamesStayReadable() {
    assertEquals("+1.21 [-0.33, +2.75]", Markdown.escape("+1.21 [-0.33, +2.75]"));
    assertEquals("initial_weights, 20 x 20", Markdown.escape("initial_weights, 20 x 20"));
    assertEquals("stage1/1/conv1/weight", Markdown.escape("stage1/1/conv1/weight"));
  }

  @Test
  void everyTextStaysTheSameEverywhere() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      String text = i < Payloads.ALL.size() ? Payloads.ALL.get(i) : Payloads.noise(random);
      String shown = shown(text);
      Markdown page = new Markdown();
      page.heading(2, text);
      page.paragraph(text);
      page.list(List.of(text, text));
      page.table(new TableView(text, List.of("name", text), List.of(List.of(text, "-0.6"))));
      page.codeBlock(text);
      page.image(text, "charts/a b.svg");
      page.image(text, "charts/a.svg", 640);
      page.line("**" + Markdown.escape("a" + text) + "a**: " + Markdown.code(text));
      String html = html(page.toString());
      String expected =
          "<h2>"
              + shown
              + "</h2>\n"
              + (shown.isEmpty() ? "" : "<p>" + shown + "</p>\n")
              + ("<ul>\n<li>" + shown + "</li>\n<li>" + shown + "</li>\n</ul>\n")
              + ("<p>" + shown + ":</p>\n")
              + "<table>\n<thead>\n<tr>\n<th>name</th>\n<th>"
              + shown
              + "</th>\n</tr>\n</thead>\n"
              + "<tbody>\n<tr>\n<td>"
              + shown
              + "</td>\n<td>-0.6</td>\n</tr>\n</tbody>\n</table>\n";
      assertEquals(expected, html.substring(0, Math.min(expected.length(), html.length())), text);
      String rest = html.substring(expected.length());
      assertEquals(1, count(rest, "<pre>"), text);
      assertEquals(1, count(rest, "<p><img src=\"charts/a%20b.svg\" alt=\""), text);
      assertEquals(1, count(rest, "\n<img src=\"charts/a.svg\" width=\"640\" alt=\""), text);
      assertEquals(0, count(rest, "<a "), text);
      assertEquals(0, count(rest, "<script"), text);
      assertEquals(2, count(rest, "<img "), text);
    }
  }

  @Test
  void aCommentEndsWhereItShould() {
    String html = html(Markdown.comment("dsd report a-->b<script> --out ."));
    assertEquals("<!-- dsd report a--&gt;b&lt;script&gt; --out . -->\n", html);
  }

  /** Code spans are for what programs make links of; their text is the same. */
  private static String html(String markdown) {
    Node read = PARSER.parse(markdown);
    return HTML.render(read).replaceAll("</?code>", "").replace("<pre>\n", "<pre>");
  }

  /** As HTML: one line, and blanks that a browser joins are one. */
  private static String shown(String text) {
    return SafeText.line(text)
        .strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
