package org.dsd4j.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.util.Locale;
import java.util.Map;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Arms;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * Colours, fonts and strokes of all pictures. Sizes are for a picture of {@value #WIDTH} pixels
 * that a phone shows at about two thirds of that. In the page, the colours named here are replaced
 * by variables of the style sheet, so that pictures follow a dark page.
 */
final class ChartStyle {
  static final int WIDTH = 520;

  /** Width of a column in print; a picture of another width is as much wider or narrower. */
  private static final double COLUMN_MILLIMETRES = 88;

  static final Color INK = new Color(31, 35, 40);
  static final Color MUTED = new Color(101, 109, 118);
  static final Color GRID = new Color(216, 222, 228);
  static final Color ORANGE = new Color(230, 159, 0);
  static final Color BLUE = new Color(0, 114, 178);
  static final Color GREEN = new Color(0, 158, 115);
  static final Color VERMILLION = new Color(213, 94, 0);
  static final Color PURPLE = new Color(204, 121, 167);
  static final Color SKY = new Color(86, 180, 233);
  static final Color BROWN = new Color(138, 84, 20);

  static final Font PLAIN = ChartFont.plain(14);
  static final Font SMALL = ChartFont.plain(13);
  static final Font BOLD = ChartFont.bold(16);

  static final Stroke THIN = new BasicStroke(1f);
  static final Stroke THICK = new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final Stroke DASHED =
      new BasicStroke(
          1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {6f, 4f}, 0f);

  private static final Map<String, Color> ARM_COLOURS =
      Map.of(
          Arms.BASELINE,
          INK,
          Arms.EQUAL_EPOCHS,
          MUTED,
          Arms.SPARSE,
          ORANGE,
          Arms.DSD,
          BLUE,
          Arms.ofPass(Arms.SPARSE, 2),
          BROWN,
          Arms.ofPass(Arms.DSD, 2),
          SKY,
          Arms.CONTINUED,
          GREEN,
          Arms.LOWER_RATE,
          VERMILLION,
          Arms.RANDOM_MASK,
          PURPLE);

  static {
    // The workaround turns text into outlines, which no reader of the page can select or enlarge.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private ChartStyle() {}

  /** A length in print. */
  static double millimetres(int pixels) {
    return pixels * COLUMN_MILLIMETRES / WIDTH;
  }

  static Color arm(String arm) {
    return ARM_COLOURS.getOrDefault(arm, MUTED);
  }

  static Color translucent(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  /** "ResNet-18 on shapes · scale embedded". */
  static String where(RowReport row) {
    return row.spec().network() + " on " + row.spec().dataset() + " · scale " + row.spec().scale();
  }

  static JFreeChart chart(Plot plot, String title, String where, String reading) {
    plot.setBackgroundPaint(null);
    plot.setOutlinePaint(null);
    JFreeChart chart = new JFreeChart(null, BOLD, plot, false);
    ChartFont.measureExactly(chart);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(6, 6, 6, 14));
    chart.addSubtitle(title(title, BOLD, INK, new RectangleInsets(2, 4, 2, 4)));
    chart.addSubtitle(title(where, SMALL, MUTED, new RectangleInsets(0, 4, 1, 4)));
    chart.addSubtitle(title(reading, SMALL, MUTED, new RectangleInsets(0, 4, 8, 4)));
    return chart;
  }

  private static TextTitle title(String text, Font font, Color colour, RectangleInsets padding) {
    TextTitle title = new TextTitle(text, font);
    title.setPaint(colour);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setPadding(padding);
    return title;
  }

  /** A line below everything else, centred under the legend that it explains. */
  static void addNote(JFreeChart chart, String text) {
    TextTitle note = title(text, SMALL, INK, new RectangleInsets(0, 4, 2, 4));
    note.setHorizontalAlignment(HorizontalAlignment.CENTER);
    note.setPosition(RectangleEdge.BOTTOM);
    chart.addSubtitle(note);
  }

  static void addLegend(JFreeChart chart, Plot plot) {
    LegendTitle legend = new LegendTitle(plot);
    legend.setItemFont(PLAIN);
    legend.setItemPaint(INK);
    legend.setItemLabelPadding(new RectangleInsets(2, 3, 2, 10));
    legend.setBackgroundPaint(null);
    legend.setFrame(BlockBorder.NONE);
    legend.setPosition(RectangleEdge.BOTTOM);
    chart.addLegend(legend);
  }

  static XYPlot plot(ValueAxis domain, ValueAxis range) {
    XYPlot plot = new XYPlot(null, domain, range, null);
    plot.setBackgroundPaint(null);
    plot.setOutlinePaint(null);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(THIN);
    plot.setAxisOffset(new RectangleInsets(0, 0, 0, 0));
    return plot;
  }

  static NumberAxis numbers(String label) {
    NumberAxis axis = new NumberAxis(label);
    // The default follows the machine's language; reports are the same everywhere.
    axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
    axis.setAutoRangeIncludesZero(false);
    style(axis);
    return axis;
  }

  static void style(ValueAxis axis) {
    axis.setLabelFont(PLAIN);
    axis.setTickLabelFont(PLAIN);
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(MUTED);
    axis.setTickMarkPaint(MUTED);
  }
}
