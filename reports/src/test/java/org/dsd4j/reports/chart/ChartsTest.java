package org.dsd4j.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ChartsTest {
  @TempDir Path root;
  private SyntheticStore records;

  @BeforeEach
  void open() {
    records = new SyntheticStore(root);
  }

  @Test
  void aWholeRowHasAllPictures() throws IOException {
    records.row("resnet18", 1, 26.0, 25.5, 24.0, 25.8, 25.9);
    records.row("resnet18", 2, 27.0, 26.0, 25.1, 26.8, 26.7);
    List<ChartPicture> pictures = RowChart.all(row());
    assertEquals(
        List.of(
            "embedded-resnet18-pytorch-arms",
            "embedded-resnet18-pytorch-curves",
            "embedded-resnet18-pytorch-weights"),
        pictures.stream().map(ChartPicture::id).toList());
    for (ChartPicture picture : pictures) {
      assertTrue(picture.title().contains("scale embedded"), picture.title());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngWriter.write(picture)));
      assertEquals(2 * picture.width(), image.getWidth());
      assertEquals(2 * picture.height(), image.getHeight());
      assertEquals(0xFFFFFF, image.getRGB(0, 0) & 0xFFFFFF);
      assertTrue(inked(image) > 2000, picture.id() + " is empty");
    }
  }

  @Test
  void svgIsWholeAndAccessible() throws Exception {
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    ChartPicture arms = RowChart.all(row()).get(0);
    Element root = parse(SvgWriter.file(arms));
    assertEquals("svg", root.getTagName());
    assertEquals("img", root.getAttribute("role"));
    assertEquals("0 0 520 400", root.getAttribute("viewBox"));
    String title = root.getElementsByTagName("title").item(0).getTextContent();
    assertEquals("top-1 error (%) by arm, scale embedded", title);
    String description = root.getElementsByTagName("desc").item(0).getTextContent();
    assertTrue(description.contains("baseline 26.00; sparse 25.50; dsd 24.00"), description);
    assertEquals(SvgWriter.file(arms), SvgWriter.file(arms));
    assertFalse(SvgWriter.file(arms).contains("var("));
    String inline = SvgWriter.inline(arms);
    assertTrue(inline.contains("fill:var(--ink,rgb(31,35,40))"), "follows the page's colours");
    assertTrue(inline.contains(">not run</text"), "arms without figures keep their place");
    parse(inline);
  }

  @Test
  void filesSayTheirSizeInPrint() throws Exception {
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    ChartPicture arms = RowChart.all(row()).get(0);
    Element root = parse(SvgWriter.file(arms));
    assertEquals("88.00mm", root.getAttribute("width"));
    assertEquals("67.69mm", root.getAttribute("height"));
    ByteBuffer png = ByteBuffer.wrap(PngWriter.write(arms));
    int size = new String(png.array(), StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
    assertEquals(11818, png.getInt(size), "dots per metre: 1040 of them are 88 mm");
    assertEquals(11818, png.getInt(size + 4));
    assertEquals(1, png.get(size + 8), "the unit is the metre");
  }

  @Test
  void textsHaveTheFontThatComesAlong() {
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    String svg = SvgWriter.file(RowChart.all(row()).get(0));
    assertTrue(svg.contains("font-family:'DejaVu Sans', Verdana, sans-serif"));
    FontRenderContext context = new FontRenderContext(null, true, true);
    // The font's own widths, of 2,048 to the em: s 1067, t 803, e 1260, p 1300; bold is wider.
    double steps = 14 * (2 * 1067 + 803 + 1260 + 1300) / 2048.0;
    assertEquals(steps, ChartStyle.PLAIN.getStringBounds("steps", context).getWidth(), 0.01);
    double bold = ChartStyle.BOLD.deriveFont(14f).getStringBounds("steps", context).getWidth();
    assertEquals(14 * (2 * 1219 + 979 + 1389 + 1466) / 2048.0, bold, 0.01);
  }

  @Test
  void whatHasNoRecordsHasNoPicture() {
    records.ended(Specs.of("baseline", 1), new Outcome.Diverged("dense", 3, "loss is NaN"));
    List<String> ids = RowChart.all(row()).stream().map(ChartPicture::id).toList();
    assertFalse(ids.contains("embedded-resnet18-pytorch-arms"), ids.toString());
    assertTrue(ids.contains("embedded-resnet18-pytorch-curves"), ids.toString());
  }

  @Test
  void longDiariesAreThinnedByMeans() {
    records.row("resnet18", 1, 26.0);
    records.row("resnet18", 2, 27.0);
    Curves curves = Curves.loss(row().arm("baseline").orElseThrow());
    assertEquals(2, curves.seeds().size());
    assertEquals(40, curves.mean().size());
    Map<Long, Double> first = curves.seeds().get(0);
    Map<Long, Double> second = curves.seeds().get(1);
    assertEquals((first.get(10L) + second.get(10L)) / 2, curves.mean().get(10L), 1e-12);
  }

  @Test
  void changeScaleHasNoColourForNoChange() {
    ChangeScale scale = new ChangeScale(-0.6, 39);
    assertEquals(List.of(-0.5, 0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0), scale.steps());
    assertEquals(0, scale.colour(0).getAlpha());
    assertEquals(255, scale.colour(39).getAlpha());
    assertTrue(scale.colour(1).getAlpha() < scale.colour(2).getAlpha());
    ChangeScale flat = new ChangeScale(0, 0);
    assertEquals(List.of(0.0), flat.steps());
    assertEquals(0, flat.colour(0).getAlpha());
  }

  @Test
  void thisMachineCanDraw() {
    assertEquals(Optional.empty(), Drawable.problem());
  }

  private static Element parse(String svg)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static int inked(BufferedImage image) {
    int inked = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        inked += (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF ? 0 : 1;
      }
    }
    return inked;
  }

  private RowReport row() {
    return new ReportBuilder(Claims.load()).build(List.of(records.store())).rows().get(0);
  }
}
