package org.dsd4j.reports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dsd4j.reports.chart.Drawable;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.page.PageWriter;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.OpenStores;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.StoreException;
import org.dsd4j.reports.store.StoreWriteException;
import org.dsd4j.reports.table.ComparisonCsv;
import org.dsd4j.reports.table.CsvWriter;
import org.dsd4j.reports.table.JsonWriter;
import org.dsd4j.reports.table.LatexWriter;
import org.dsd4j.reports.table.SensitivityCsv;
import org.dsd4j.reports.table.SentenceCsv;
import org.dsd4j.reports.table.WordErrorCsv;
import org.dsd4j.reports.text.CommandText;
import org.dsd4j.reports.text.Markdown;

/**
 * Writes a report in the formats of {@link ReportFormat}: {@code index.html} (one self-contained
 * file), {@code report.md}, {@code measurements.csv}, {@code comparisons.csv}, {@code
 * sensitivity.csv} where that was measured, {@code sentence-scores.csv} where runs kept their
 * sentences, {@code word-errors.csv} where those are of speech, {@code report.json} with its
 * schema, {@code report.tex}, and {@code charts/} with every picture as SVG and PNG.
 *
 * <p>It depends on the records alone, no clock is read, so that the same records give the same
 * bytes. Every file is replaced in one move: it can be made again while it is read and while other
 * rows still run.
 */
public final class ReportWriter {
  private static final String PAGE = "index.html";
  private static final String CHARTS = "charts";

  private ReportWriter() {}

  /**
   * The page in the folder of a report.
   *
   * @param out folder of the report
   * @return its HTML page, which stands there where that format was asked for
   */
  public static Path page(Path out) {
    return out.resolve(PAGE);
  }

  /**
   * Makes the HTML page of a report without writing a file.
   *
   * @param places folders, or archives of records; at least one
   * @return the page
   * @throws StoreException if there are no records that can be used
   */
  public static String html(List<Path> places) {
    try (OpenStores stores = OpenStores.of(places)) {
      Built built = build(stores);
      PictureFiles pictures =
          new PictureFiles(Path.of(CHARTS), Set.of(ReportFormat.HTML), built.drawable());
      return page(built.report(), pictures).html();
    }
  }

  /**
   * Writes the report of one store in all usual formats.
   *
   * @param runs the store's folder, or an archive of its records
   * @param out folder of the report, made when it is missing
   * @return what the report says
   * @throws StoreException if there are no records that can be used
   * @throws StoreWriteException if the report cannot be written
   */
  public static ReproductionReport write(Path runs, Path out) {
    return write(List.of(runs), out, ReportFormat.usual());
  }

  /**
   * Writes one report of several stores.
   *
   * @param places folders, or archives of records; at least one
   * @param out folder of the report, made when it is missing
   * @param formats what to write; files of other formats that stand there already stay
   * @return what the report says
   * @throws StoreException if there are no records that can be used
   * @throws StoreWriteException if the report cannot be written
   */
  public static ReproductionReport write(List<Path> places, Path out, Set<ReportFormat> formats) {
    try (OpenStores stores = OpenStores.of(places)) {
      return write(stores, out, formats);
    }
  }

  private static ReproductionReport write(OpenStores stores, Path out, Set<ReportFormat> formats) {
    Built built = build(stores);
    ReproductionReport report = built.report();
    PictureFiles pictures = new PictureFiles(out.resolve(CHARTS), formats, built.drawable());
    AtomicFiles.createFolder(out);
    PageWriter page = page(report, pictures);
    if (formats.contains(ReportFormat.CSV)) {
      writeTables(report, out);
    }
    if (formats.contains(ReportFormat.JSON)) {
      AtomicFiles.write(out.resolve(JsonWriter.SCHEMA), JsonWriter.schema());
      AtomicFiles.write(out.resolve("report.json"), JsonWriter.of(report));
    }
    if (formats.contains(ReportFormat.LATEX)) {
      AtomicFiles.write(out.resolve("report.tex"), LatexWriter.of(report));
    }
    if (formats.contains(ReportFormat.MARKDOWN)) {
      AtomicFiles.write(out.resolve("report.md"), page.markdown());
    }
    if (formats.contains(ReportFormat.README)) {
      AtomicFiles.write(out.resolve("README.md"), madeBy(stores) + page.markdown());
    }
    if (formats.contains(ReportFormat.HTML)) {
      AtomicFiles.write(page(out), page.html());
    }
    return report;
  }

  private record Built(ReproductionReport report, boolean drawable) {}

  private static Built build(OpenStores stores) {
    Optional<String> undrawable = Drawable.problem();
    ReproductionReport built = new ReportBuilder(Claims.load()).build(stores.all());
    return new Built(undrawable.map(built::withProblem).orElse(built), undrawable.isEmpty());
  }

  private static PageWriter page(ReproductionReport report, PictureFiles pictures) {
    return new PageWriter(
        report, report.rows().stream().map(pictures::of).toList(), pictures.ofAll(report));
  }

  /** The command as it is given in the folder of the report, where the records lie beside it. */
  private static String madeBy(OpenStores stores) {
    String names = CommandText.of(stores.all().stream().map(RunStore::name).toList());
    String command = "dsd report " + names + " --out . --format readme";
    return Markdown.comment("Do not edit. Made from the records by: " + command) + "\n\n";
  }

  private static void writeTables(ReproductionReport report, Path out) {
    AtomicFiles.write(out.resolve("measurements.csv"), CsvWriter.of(report));
    AtomicFiles.write(out.resolve("comparisons.csv"), ComparisonCsv.of(report));
    if (report.rows().stream().anyMatch(row -> row.sensitivity().isPresent())) {
      AtomicFiles.write(out.resolve("sensitivity.csv"), SensitivityCsv.of(report));
    }
    if (report.rows().stream().anyMatch(row -> row.sentences().isPresent())) {
      AtomicFiles.write(out.resolve("sentence-scores.csv"), SentenceCsv.of(report));
    }
    if (WordErrorCsv.has(report)) {
      AtomicFiles.write(out.resolve("word-errors.csv"), WordErrorCsv.of(report));
    }
  }
}
