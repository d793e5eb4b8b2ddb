package org.dsd4j.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.dsd4j.reports.fixture.Captions;
import org.dsd4j.reports.fixture.GoldenFiles;
import org.dsd4j.reports.fixture.Sensitivities;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.Speech;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.Vouching;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every format of a small report, as it is kept in {@code src/test/golden}. */
class GoldenReportTest {
  @TempDir Path folder;

  @Test
  void everyFormatIsAsKept() throws IOException {
    Path runs = folder.resolve("runs");
    records(new SyntheticStore(runs));
    Path out = folder.resolve("report");
    ReportWriter.write(List.of(runs), out, EnumSet.allOf(ReportFormat.class));
    // One picture as PNG is enough: what it shows, the others show as SVG.
    GoldenFiles.check(
        Path.of("src", "test", "golden"),
        out,
        file -> !file.endsWith(".png") || file.endsWith("resnet18-pytorch-arms.png"));
  }

  private static void said(SyntheticStore records, long seed, double... top1) {
    List<String> arms = List.of("baseline", "sparse", "dsd", "continued", "llr");
    for (int i = 0; i < top1.length; i++) {
      records.said(Specs.of(arms.get(i), seed), top1[i]);
    }
  }

  private static void records(SyntheticStore records) throws IOException {
    records.row("resnet18", 1, 26.0, 25.5, 24.0, 25.7, 25.9);
    records.row("resnet18", 2, 27.5, 26.4, 25.6, 27.0, 26.6);
    records.row("resnet18", 3, 25.2, 25.3, 23.4);
    records.ended(
        Specs.of("continued", 3), new Outcome.Diverged("continued", 9, "the loss is \"NaN\", 1,5"));
    records.sensitivity(
        Sensitivities.spec("resnet18", 1, Specs.of("baseline", 1).id(), 50, List.of("fc/weight")),
        26.0,
        99);
    said(records, 1, 26.0, 25.5, 24.0, 25.7, 25.9);
    said(records, 2, 27.5, 26.4, 25.6, 27.0, 26.6);
    said(records, 3, 25.2, 25.3, 23.4);
    // One arm has an older file without a rank column: its top-5 error has no interval.
    Path old = records.store().root().resolve("embedded/resnet18/PyTorch/2/llr/predictions.csv");
    Files.writeString(old, Files.readString(old).replaceAll(",[^,\n]*\n", "\n"));
    Vouching.again(new ArmPath(old.getParent()));
    new Captions(records).seed(1, 0.30, 0.26, 0.18);
    new Speech(records, "deepspeech", List.of("")).seed(1, Speech.USUAL);
  }
}
