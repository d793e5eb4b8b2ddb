package org.dsd4j.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.chart.ChartPicture;
import org.dsd4j.reports.chart.Drawable;
import org.dsd4j.reports.chart.PngWriter;
import org.dsd4j.reports.chart.RowChart;
import org.dsd4j.reports.chart.SvgWriter;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.page.Drawing;
import org.dsd4j.reports.page.PageWriter;
import org.dsd4j.reports.page.Parts;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.StoreException;
import org.dsd4j.reports.table.CsvWriter;
import org.dsd4j.reports.table.JsonWriter;
import org.dsd4j.reports.table.SensitivityCsv;
import org.dsd4j.reports.table.SentenceCsv;
import org.dsd4j.reports.table.WordErrorCsv;

/**
 * Writes a report: {@code index.html} (one self-contained file), {@code report.md}, {@code
 * measurements.csv}, {@code report.json}, {@code sensitivity.csv} where that was measured, {@code
 * sentence-scores.csv} where runs kept their sentences, {@code word-errors.csv} where those are of
 * speech, and {@code charts/} with every picture as SVG and PNG.
 *
 * <p>It depends on the records alone, no clock is read, so that the same records give the same
 * bytes. Every file is replaced in one move: it can be made again while it is read and while other
 * rows still run.
 */
public final class ReportWriter {
  private ReportWriter() {}

  /**
   * Writes the report of one folder of records.
   *
   * @param runs the folder
   * @param out folder of the report, made when it is missing
   * @return what the report says
   * @throws StoreException if there are no records, or the report cannot be written
   */
  public static ReproductionReport write(Path runs, Path out) {
    return write(List.of(new RunStore(runs)), out);
  }

  /**
   * Writes one report of several stores.
   *
   * @param stores at least one
   * @param out folder of the report, made when it is missing
   * @return what the report says
   * @throws StoreException if there are no records, or the report cannot be written
   */
  public static ReproductionReport write(List<RunStore> stores, Path out) {
    Optional<String> undrawable = Drawable.problem();
    ReproductionReport built = new ReportBuilder(Claims.load()).build(stores);
    ReproductionReport report = undrawable.map(built::withProblem).orElse(built);
    Path charts = out.resolve("charts");
    try {
      Files.createDirectories(charts);
    } catch (IOException e) {
      throw new StoreException("cannot create the folder " + charts + " (" + e + ")", e);
    }
    List<Parts> parts = new ArrayList<>();
    for (RowReport row : report.rows()) {
      parts.add(parts(row, charts, undrawable.isEmpty()));
    }
    PageWriter page = new PageWriter(report, parts);
    write(out.resolve("measurements.csv"), CsvWriter.of(report));
    if (report.rows().stream().anyMatch(row -> row.sensitivity().isPresent())) {
      write(out.resolve("sensitivity.csv"), SensitivityCsv.of(report));
    }
    if (report.rows().stream().anyMatch(row -> row.sentences().isPresent())) {
      write(out.resolve("sentence-scores.csv"), SentenceCsv.of(report));
    }
    if (WordErrorCsv.has(report)) {
      write(out.resolve("word-errors.csv"), WordErrorCsv.of(report));
    }
    write(out.resolve("report.json"), JsonWriter.of(report));
    write(out.resolve("report.md"), page.markdown());
    write(out.resolve("index.html"), page.html());
    return report;
  }

  private static Parts parts(RowReport row, Path charts, boolean drawable) {
    List<Drawing> results = List.of();
    List<Drawing> sensitivity = List.of();
    if (drawable) {
      results = draw(RowChart.of(row, RowChart.Section.RESULTS), charts);
      sensitivity = draw(RowChart.of(row, RowChart.Section.SENSITIVITY), charts);
    }
    byte[] samples = row.samples().map(ReportWriter::read).orElse(new byte[0]);
    if (samples.length > 0) {
      AtomicFiles.write(charts.resolve(row.anchor() + "-samples.png"), samples);
    }
    row.sentences()
        .ifPresent(
            said ->
                PageWriter.examples(row, said)
                    .forEach((file, png) -> AtomicFiles.write(charts.resolve(file), png)));
    return new Parts(results, sensitivity, samples);
  }

  private static List<Drawing> draw(List<ChartPicture> pictures, Path charts) {
    List<Drawing> drawings = new ArrayList<>();
    for (ChartPicture picture : pictures) {
      write(charts.resolve(picture.id() + ".svg"), SvgWriter.file(picture));
      AtomicFiles.write(charts.resolve(picture.id() + ".png"), PngWriter.write(picture));
      drawings.add(new Drawing(picture.id(), picture.title(), SvgWriter.inline(picture)));
    }
    return drawings;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + " (" + e + ")", e);
    }
  }

  private static void write(Path file, String text) {
    AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
