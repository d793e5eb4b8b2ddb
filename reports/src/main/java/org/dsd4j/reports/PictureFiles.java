package org.dsd4j.reports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dsd4j.reports.chart.ChartPicture;
import org.dsd4j.reports.chart.PngWriter;
import org.dsd4j.reports.chart.ReportChart;
import org.dsd4j.reports.chart.RowChart;
import org.dsd4j.reports.chart.SvgWriter;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.page.Drawing;
import org.dsd4j.reports.page.PageWriter;
import org.dsd4j.reports.page.Parts;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.PngFile;

/** Draws the charts and writes those pictures, theirs and the records', that the formats need. */
final class PictureFiles {
  private final Path folder;
  private final boolean drawable;
  private final boolean svg;
  private final boolean png;
  private final boolean pages;

  PictureFiles(Path folder, Set<ReportFormat> formats, boolean drawable) {
    this.folder = folder;
    this.drawable = drawable;
    boolean markdown =
        formats.contains(ReportFormat.MARKDOWN) || formats.contains(ReportFormat.README);
    this.png = formats.contains(ReportFormat.PNG);
    this.svg = formats.contains(ReportFormat.SVG) || markdown;
    this.pages = markdown || formats.contains(ReportFormat.HTML);
    if (svg || png) {
      AtomicFiles.createFolder(folder);
    }
  }

  /** The pictures of a row for the page; the files are written on the way. */
  Parts of(RowReport row) {
    List<Drawing> results = List.of();
    List<Drawing> sensitivity = List.of();
    if (drawable && (svg || png || pages)) {
      results = draw(RowChart.of(row, RowChart.Section.RESULTS));
      sensitivity = draw(RowChart.of(row, RowChart.Section.SENSITIVITY));
    }
    byte[] samples = row.samples().map(PictureFiles::read).orElse(new byte[0]);
    if (svg || png) {
      writeRecorded(row, samples);
    }
    return new Parts(results, sensitivity, samples);
  }

  /** The pictures of the whole report. */
  List<Drawing> ofAll(ReproductionReport report) {
    return drawable && (svg || png || pages) ? draw(ReportChart.all(report)) : List.of();
  }

  private List<Drawing> draw(List<ChartPicture> pictures) {
    List<Drawing> drawings = new ArrayList<>();
    for (ChartPicture picture : pictures) {
      if (svg) {
        AtomicFiles.write(folder.resolve(picture.id() + ".svg"), SvgWriter.file(picture));
      }
      if (png) {
        AtomicFiles.write(folder.resolve(picture.id() + ".png"), PngWriter.write(picture));
      }
      drawings.add(new Drawing(picture.id(), picture.title(), SvgWriter.inline(picture)));
    }
    return drawings;
  }

  /** Pictures of the corpus are pixels, so they are PNG files beside charts of either kind. */
  private void writeRecorded(RowReport row, byte[] samples) {
    if (samples.length > 0) {
      AtomicFiles.write(folder.resolve(PageWriter.samplesFile(row)), samples);
    }
    row.sentences()
        .ifPresent(
            said ->
                PageWriter.examples(row, said)
                    .forEach((file, bytes) -> AtomicFiles.write(folder.resolve(file), bytes)));
  }

  private static byte[] read(Path file) {
    // The report has named it if it cannot be read; nor is it a reason to have no report.
    return PngFile.read(file, new ArrayList<>()).orElse(new byte[0]);
  }
}
