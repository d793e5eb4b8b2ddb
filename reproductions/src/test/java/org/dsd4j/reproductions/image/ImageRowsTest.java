package org.dsd4j.reproductions.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageRowsTest {
  @TempDir private Path folder;

  static Stream<Row> rows() {
    return Row.all().stream().filter(ImageRow.class::isInstance);
  }

  private static Request request(Scale scale, Optional<Path> data) {
    return Request.of(scale).with(RowSettings.DATA, data);
  }

  private Path pictures(String test) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (String split : List.of("train", test)) {
      for (String name : List.of("n01440764", "n01443537")) {
        Path classFolder = Files.createDirectories(folder.resolve(split).resolve(name));
        for (int i = 0; i < 3; i++) {
          image.setRGB(i, i, 0x00ff00);
          ImageIO.write(image, "jpg", classFolder.resolve(name + "_" + i + ".JPEG").toFile());
        }
      }
    }
    return folder;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyDeviationOfEveryScaleHasAReason(Row row) throws IOException {
    for (Scale scale : Scale.values()) {
      Optional<Path> data =
          scale == Scale.EMBEDDED
              ? Optional.empty()
              : Optional.of(pictures(scale == Scale.PAPER ? "val" : "test"));
      Experiment experiment = row.prepare(request(scale, data));
      List<Deviation> deviations = experiment.deviations();
      assertTrue(deviations.stream().noneMatch(d -> d.why().isBlank() || d.paper().isBlank()));
      assertEquals(
          deviations.size(),
          deviations.stream().map(Deviation::setting).distinct().count(),
          () -> row.id() + ": a setting is listed twice: " + deviations);
    }
  }

  /** The tables of the paper: epochs, first rate and, of S, the sparsity in per cent. */
  @Test
  void plansAtThePapersScaleAreThePapers() throws IOException {
    Path data = pictures("val");
    Map<String, String> plans =
        rows()
            .collect(
                Collectors.toMap(
                    Row::id,
                    row -> describe(row.prepare(request(Scale.PAPER, Optional.of(data))).plan())));
    assertEquals("60@0.01 11@0.001/30 22@1.0E-4", plans.get("googlenet"));
    assertEquals("74@0.01 6256 steps@1.0E-4/30 18@1.0E-5", plans.get("vgg16"));
    assertEquals("90@0.1 45@0.01/30 45@0.001", plans.get("resnet18"));
    assertEquals("90@0.1 45@0.01/30 45@0.001", plans.get("resnet50"));
    assertEquals(6256, Math.round(1.25 * 1_281_167 / 256));
  }

  private static String describe(DsdPlan plan) {
    return plan.phases().stream().map(ImageRowsTest::describe).collect(Collectors.joining(" "));
  }

  private static String describe(Phase phase) {
    String budget =
        phase.budget() instanceof Budget.Epochs epochs
            ? Long.toString(Math.round(epochs.value()))
            : ((Budget.Steps) phase.budget()).value() + " steps";
    String sparsity =
        phase instanceof Phase.Sparse sparse
            ? sparse.pruning().allocation().toString().replaceAll("[^0-9.]", "")
            : "";
    double rate = Math.round(phase.rate().base() * 1e9) / 1e9;
    return budget + "@" + rate + (sparsity.isEmpty() ? "" : "/" + sparsity);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void claimsAreKnownAndTheFigureLayerExists(Row row) {
    assertTrue(Claims.load().row(row.id()).isPresent(), row.id());
    Experiment experiment = row.prepare(request(Scale.EMBEDDED, Optional.empty()));
    assertTrue(
        org.dsd4j.djl.network.NetworkParameters.of(experiment.newBlock())
            .find(experiment.figureLayer())
            .isPresent(),
        experiment.figureLayer());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void realScalesNeedAFolder(Row row) {
    UsageException refused =
        assertThrows(
            UsageException.class, () -> row.prepare(request(Scale.PAPER, Optional.empty())));
    assertTrue(refused.getMessage().contains("--data DIR"), refused.getMessage());
  }
}
