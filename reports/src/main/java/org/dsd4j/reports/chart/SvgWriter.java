package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes pictures as SVG, with text as text, the same bytes for the same picture, and a title and
 * description for who cannot see it.
 */
public final class SvgWriter {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final int DECIMALS = 2;

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
   * A file of its own, on white.
   *
   * @param picture what to draw
   * @return the text of an SVG file in UTF-8
   */
  public static String file(ChartPicture picture) {
    String svg = draw(picture);
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
    String svg = draw(picture);
    for (Map.Entry<Color, String> entry : VARIABLES.entrySet()) {
      Color c = entry.getKey();
      String rgb = "rgb(" + c.getRed() + "," + c.getGreen() + "," + c.getBlue() + ")";
      svg = svg.replace(rgb, "var(" + entry.getValue() + "," + rgb + ")");
    }
    return svg;
  }

  private static String draw(ChartPicture picture) {
    Document document =
        GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment("");
    context.setPrecision(DECIMALS);
    context.setIDGenerator(new Ids(picture.id()));
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    picture.chart().draw(graphics, new Rectangle2D.Double(0, 0, picture.width(), picture.height()));
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + picture.width() + " " + picture.height());
    root.setAttribute("width", Integer.toString(picture.width()));
    root.setAttribute("height", Integer.toString(picture.height()));
    describe(root, picture);
    return text(graphics, root);
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
    return svg.replace(" id=\"genericDefs\"", "") + "\n";
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
