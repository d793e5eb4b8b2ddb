package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;

/** The page in both its forms. */
public final class PageWriter {
  private static final String TEMPLATE = "page.html.peb";

  private final PageView view;

  /**
   * A page.
   *
   * @param report what it says
   * @param parts charts and contact sheet of each row, in the order of the report's rows
   * @param charts the pictures of all rows together
   */
  public PageWriter(ReproductionReport report, List<Parts> parts, List<Drawing> charts) {
    List<RowView> rows = new ArrayList<>();
    for (int i = 0; i < report.rows().size(); i++) {
      RowReport row = report.rows().get(i);
      Parts own = parts.get(i);
      String samples = own.samples().length == 0 ? "" : dataUri(own.samples());
      String file = own.samples().length == 0 ? "" : samplesFile(row);
      rows.add(RowViews.of(row, own, file, samples));
    }
    this.view = PageViews.of(report, rows, charts);
  }

  /**
   * The contact sheet of the corpus, which the page in Markdown links to.
   *
   * @param row a row
   * @return its name in {@code charts/}
   */
  public static String samplesFile(RowReport row) {
    return row.anchor() + "-samples.png";
  }

  /**
   * The pictures that the page in Markdown links to.
   *
   * @param row a row
   * @param said what it said
   * @return bytes of each PNG file by its name in {@code charts/}
   */
  public static SortedMap<String, byte[]> examples(RowReport row, SentenceReport said) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    said.shown().forEach(one -> files.put(SentenceViews.file(row, one), one.picture().png()));
    return files;
  }

  static String dataUri(byte... png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  /** The page as HTML, one file. */
  public String html() {
    return Template.fill(TEMPLATE, Map.of("page", view));
  }

  /** The page as Markdown; charts are links to {@code charts/<id>.svg}. */
  public String markdown() {
    return MarkdownWriter.of(view);
  }
}
