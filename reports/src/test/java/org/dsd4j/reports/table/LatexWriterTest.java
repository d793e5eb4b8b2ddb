package org.dsd4j.reports.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.Speech;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReportBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatexWriterTest {
  @TempDir Path root;
  private SyntheticStore records;

  @BeforeEach
  void open() {
    records = new SyntheticStore(root);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
  }

  @Test
  void rowsThatWereNeverRunAreNamed() {
    assertTrue(sources("VGG-16").endsWith(" & paper & no records here"), sources("VGG-16"));
    assertTrue(sources("ResNet-18").endsWith(" & paper & run"), sources("ResNet-18"));
    records.row("vgg16", 1, 31.0, 30.5, 29.0);
    assertTrue(sources("VGG-16").endsWith(" & paper & run"), sources("VGG-16"));
  }

  @Test
  void eachScaleAndEngineHasATableOfItsOwn() {
    records.measured(Specs.at("workstation", Specs.of("baseline", 1)), 20.0);
    String latex = latex();
    String embedded = table(latex, "tab:dsd-overview-embedded-pytorch");
    String workstation = table(latex, "tab:dsd-overview-workstation-pytorch");
    assertTrue(embedded.contains("scale embedded, PyTorch") && embedded.contains("& 26.00 &"));
    assertTrue(workstation.contains("& 20.00 &") && !workstation.contains("26.00"), workstation);
  }

  @Test
  void intervalsAndDeviationsStandBelowTheirFigures() {
    records.row("resnet18", 2, 27.5, 26.4, 25.6);
    String overview = table(latex(), "tab:dsd-overview-embedded-pytorch");
    assertTrue(overview.contains("\\dsdtwo[r]{26.75}{$\\pm$ 1.06}"), overview);
    assertTrue(overview.contains("\\dsdtwo[r]{+1.95}{{[}+1.31, +2.59{]}}"), overview);
    assertTrue(overview.contains("\\dsdtwo[l]{direction only}{2 seeds}"), overview);
  }

  @Test
  void scoresOfSeveralTestSetsStandInParts() throws Exception {
    new Speech(records, "deepspeech2", List.of("93", "92")).seed(1, Speech.USUAL);
    String errors = table(latex(), "tab:dsd-embedded-deepspeech2-pytorch-errors");
    assertTrue(errors.contains("\\begin{tabular}{@{}lrrrr@{}}"), errors);
    List<String> heads = errors.lines().filter(line -> line.startsWith("Phase & ")).toList();
    assertEquals(2, heads.size(), errors);
    assertTrue(heads.get(0).contains("{S (\\%)}{WSJ'92}"), heads.get(0));
    assertTrue(heads.get(1).contains("{CER (\\%)}{WSJ'93}"), heads.get(1));
    // Settings stand in the first part alone; every phase is in both.
    assertEquals(1, count(errors, "{Dense 2}{"), errors);
    assertEquals(2, count(errors, "Dense 2"), errors);
  }

  @Test
  void anIntervalThatDoesNotExistTakesNoLine() {
    assertEquals("1.5", Latex.two('r', "1.5", ""));
    assertEquals("BLEU-4", Latex.head("BLEU-4"));
    String overview = table(latex(), "tab:dsd-overview-embedded-pytorch");
    assertTrue(overview.contains(" & 26.00 & 24.00 & +2.00 & +7.69\\,\\% & "), overview);
  }

  private String sources(String network) {
    String line =
        table(latex(), "tab:dsd-sources")
            .lines()
            .filter(one -> one.startsWith(network + " & "))
            .findFirst()
            .orElseThrow();
    return line.substring(0, line.indexOf(" \\\\"));
  }

  private static long count(String text, String part) {
    return Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
  }

  private static String table(String latex, String label) {
    int from = latex.indexOf("\\label{" + label + "}");
    assertTrue(from > 0, label);
    int begin = latex.lastIndexOf("\\begin{table}", from);
    return latex.substring(begin, latex.indexOf("\\end{table}", from));
  }

  private String latex() {
    return LatexWriter.of(new ReportBuilder(Claims.load()).build(List.of(records.store())));
  }
}
