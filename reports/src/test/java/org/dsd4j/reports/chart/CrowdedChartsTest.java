package org.dsd4j.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.Vouching;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures whose words come close to each other; they are kept for people to look at. */
class CrowdedChartsTest {
  private static final Path LOOK = Path.of("target", "crowded-charts");
  private static final Pattern TEXT =
      Pattern.compile("<text x=\"([-0-9.]+)\"[^>]*? y=\"([-0-9.]+)\"[^>]*>([^<]*)</text");

  @TempDir Path root;

  @Test
  void namesOfShortPhasesDoNotLieOverEachOther() throws Exception {
    // Right at the axis' end, in a row in the middle, and with room enough.
    assertApart("short-end", draw(phases(4000, 60, 90), 1, "curves"));
    assertApart("short-middle", draw(phases(1000, 60, 60, 60, 60, 900), 1, "curves"));
    assertApart("short-all", draw(phases(40, 40, 4000, 40, 40), 1, "curves"));
    assertApart("roomy", draw(phases(400, 200, 200), 1, "curves"));
  }

  @Test
  void everyPhaseKeepsItsName() throws Exception {
    List<Word> words = draw(phases(40, 40, 4000, 40, 40), 1, "curves");
    for (int i = 0; i < 5; i++) {
      String name = name(i);
      assertEquals(1, words.stream().filter(word -> word.text().equals(name)).count(), name);
    }
  }

  @Test
  void aCutPeakAndZerosAreBothSaid() throws Exception {
    List<Word> words = draw(phases(400, 200, 200), 2, "weights");
    assertApart("weights", words);
    assertTrue(words.stream().anyMatch(word -> word.text().startsWith("peak cut: ")));
    assertTrue(
        words.stream().anyMatch(word -> word.text().startsWith("bar at 0: 19,500 zeros (50 %)")));
  }

  @Test
  void aLoneValueHasAnAxisOfDifferentNumbers() throws Exception {
    List<Word> words = draw(phases(400, 200, 200), 0, "arms");
    List<String> numbers =
        words.stream().map(Word::text).filter(text -> text.matches("[0-9.]+")).toList();
    assertTrue(numbers.size() > 2, numbers.toString());
    assertEquals(numbers.size(), Set.copyOf(numbers).size(), numbers.toString());
    assertApart("arms", words);
  }

  private record Word(String text, Rectangle2D box) {}

  private List<Word> draw(List<PhasePlan> plan, int picture, String name) throws Exception {
    Path folder = root.resolve(name + plan.size() + "-" + plan.get(0).steps());
    SyntheticStore records = new SyntheticStore(folder);
    RunSpec spec = spec(plan);
    records.measured(Specs.of("baseline", 1), 26);
    records.ended(spec, new Outcome.Measured(Map.of("top1-error", 25.0, "top5-error", 5.0)));
    try (ArmFolder arm =
        records.store().seed("embedded", "resnet18", "PyTorch", 1, false).arm(spec)) {
      arm.writeWeights(crowded());
      Vouching.again(arm.place());
    }
    ChartPicture drawn =
        RowChart.all(new ReportBuilder(Claims.load()).build(List.of(records.store())).rows().get(0))
            .get(picture);
    assertTrue(drawn.id().endsWith(name), drawn.id());
    Files.createDirectories(LOOK);
    Files.write(LOOK.resolve(folder.getFileName() + ".png"), PngWriter.write(drawn));
    return words(SvgWriter.file(drawn));
  }

  /** Half of the weights are still exactly zero, the others crowd beside it. */
  private static WeightHistogram crowded() {
    Random random = new Random(1);
    float[] weights = new float[39_000];
    for (int i = 0; i < weights.length; i += 2) {
      weights[i] = (float) (0.003 * random.nextGaussian());
    }
    return WeightHistogram.of("final", "stage4/2/conv2/weight", -0.2, 0.2, 80, weights);
  }

  private static List<PhasePlan> phases(long... steps) {
    return IntStream.range(0, steps.length)
        .mapToObj(
            i -> {
              String kind = i == 0 ? "DENSE" : i % 2 == 1 ? "SPARSE" : "REDENSE";
              double sparsity = kind.equals("SPARSE") ? 0.3 : 0;
              return new PhasePlan(name(i), kind, steps[i], 1, 0.1, "constant", sparsity);
            })
        .toList();
  }

  private static String name(int phase) {
    return phase == 0 ? "dense" : (phase % 2 == 1 ? "sparse-" : "redense-") + (phase + 1) / 2;
  }

  private static RunSpec spec(List<PhasePlan> plan) {
    RunSpec usual = Specs.of("dsd", 1);
    return new RunSpec(
        usual.row(),
        usual.network(),
        usual.domain(),
        usual.dataset(),
        usual.scale(),
        usual.engine(),
        usual.seed(),
        usual.arm(),
        usual.settings(),
        plan,
        usual.metrics(),
        usual.layers(),
        usual.deviations(),
        usual.command());
  }

  private static List<Word> words(String svg) {
    List<Word> words = new ArrayList<>();
    FontRenderContext context = new FontRenderContext(null, true, true);
    Matcher matcher = TEXT.matcher(svg);
    while (matcher.find()) {
      String text = matcher.group(3);
      if (text.matches("training loss|validation .*|top-1 error \\(%\\)")) {
        // These stand upright beside the axes.
        continue;
      }
      Rectangle2D size = ChartStyle.SMALL.getStringBounds(text, context);
      double x = Double.parseDouble(matcher.group(1));
      double y = Double.parseDouble(matcher.group(2));
      // Capitals alone: the room for descenders may be shared.
      words.add(new Word(text, new Rectangle2D.Double(x, y - 10, size.getWidth(), 10)));
    }
    return words;
  }

  private static void assertApart(String name, List<Word> words) {
    assertTrue(words.size() > 5, name + " has words: " + words);
    for (int i = 0; i < words.size(); i++) {
      for (int k = 0; k < i; k++) {
        boolean apart = !words.get(i).box().intersects(words.get(k).box());
        assertTrue(apart, name + ": " + words.get(i) + " lies over " + words.get(k));
      }
      Rectangle2D box = words.get(i).box();
      assertTrue(box.getMaxX() <= ChartStyle.WIDTH, name + ": " + words.get(i) + " is cut off");
    }
  }
}
