package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.dsd4j.reports.text.SafeText;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes pictures as SVG, with text as text, the same bytes for the same picture, and a title and
 * description for screen readers.
 */
public final class SvgWriter {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final int DECIMALS = 2;

  // As Batik writes it.
  private static final String QUOTED_FAMILY = "'" + ChartFont.FAMILY + "'";

  private static final Map<Color, String> VARIABLES =
      Map.of(
          ChartStyle.INK, "--ink",
          ChartStyle.MUTED, "--muted",
          ChartStyle.GRID, "--line",
          ChartStyle.BLUE, "--blue",
          ChartStyle.ORANGE, "--orange",
          ChartStyle.GREEN, "--green",
          ChartStyle.VERMILLION, "--vermillion",
          ChartStyle.PURPLE, "--purple",
          ChartStyle.SKY, "--sky",
          ChartStyle.BROWN, "--brown");

  private SvgWriter() {}

  /**
   * A file of its own, on white, with its size in print: {@value ChartStyle#WIDTH} pixels are a
   * column of 88 mm.
   *
   * @param picture what to draw
   * @return the text of an SVG file in UTF-8
   */
  public static String file(ChartPicture picture) {
    String svg =
        draw(picture, millimetres(picture.width()), millimetres(picture.height()))
            .replace(QUOTED_FAMILY, ChartFont.FAMILIES);
    int inside = svg.indexOf('>') + 1;
    return svg.substring(0, inside)
        + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
        + svg.substring(inside);
  }

  /**
   * For a page: transparent, and with the style sheet's variables in place of fixed colours.
   *
   * @param picture what to draw
   * @return an {@code svg} element
   */
  public static String inline(ChartPicture picture) {
    String svg =
        draw(picture, Integer.toString(picture.width()), Integer.toString(picture.height()));
    for (Map.Entry<Color, String> entry : VARIABLES.entrySet()) {
      Color c = entry.getKey();
      String rgb = "rgb(" + c.getRed() + "," + c.getGreen() + "," + c.getBlue() + ")";
      svg = svg.replace(rgb, "var(" + entry.getValue() + "," + rgb + ")");
    }
    return svg;
  }

  private static String draw(ChartPicture picture, String width, String height) {
    Document document =
        GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment("");
    context.setPrecision(DECIMALS);
    context.setIDGenerator(new Ids(picture.id()));
    SVGGraphics2D graphics = new Exact(context);
    picture.chart().draw(graphics, new Rectangle2D.Double(0, 0, picture.width(), picture.height()));
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + picture.width() + " " + picture.height());
    root.setAttribute("width", width);
    root.setAttribute("height", height);
    describe(root, picture);
    return text(graphics, root);
  }

  private static String millimetres(int pixels) {
    return String.format(Locale.ROOT, "%.2fmm", ChartStyle.millimetres(pixels));
  }

  private static void describe(Element root, ChartPicture picture) {
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", picture.id() + "-title " + picture.id() + "-description");
    Element description = child(root, "desc", picture.id() + "-description");
    description.setTextContent(picture.description());
    root.insertBefore(description, root.getFirstChild());
    Element title = child(root, "title", picture.id() + "-title");
    title.setTextContent(picture.title());
    root.insertBefore(title, root.getFirstChild());
  }

  private static Element child(Element root, String name, String id) {
    Element element = root.getOwnerDocument().createElementNS(SVG, name);
    element.setAttribute("id", id);
    return element;
  }

  private static String text(SVGGraphics2D graphics, Element root) {
    StringWriter writer = new StringWriter();
    try {
      graphics.stream(root, writer, true, false);
    } catch (IOException e) {
      throw new IllegalStateException("writing into memory failed", e);
    }
    String all = writer.toString().replace("\r\n", "\n");
    // The prolog names a DTD on the network; a page needs neither.
    String svg = all.substring(all.indexOf("<svg")).strip();
    // Control characters of records' texts would make it no XML.
    return SafeText.visible(svg.replace(" id=\"genericDefs\"", "")) + "\n";
  }

  /** Batik measures texts in whole pixels, by rules of the machine. */
  private static final class Exact extends SVGGraphics2D {
    private final Graphics2D measuring =
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();

    Exact(SVGGeneratorContext context) {
      super(context, false);
      ChartFont.measureExactly(measuring);
    }

    private Exact(Exact other) {
      super(other);
      ChartFont.measureExactly(measuring);
    }

    @Override
    public Graphics create() {
      return new Exact(this);
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
      return measuring.getFontMetrics(font);
    }
  }

  /** Several pictures stand in one page: their ids must not meet. */
  private static final class Ids extends SVGIDGenerator {
    private final String prefix;

    Ids(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public String generateID(String kind) {
      return super.generateID(prefix + "-" + kind);
    }
  }
}
