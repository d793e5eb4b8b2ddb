package org.dsd4j.reports;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a report is written as. */
public enum ReportFormat {
  /** {@code index.html}, one file that holds its pictures. */
  HTML,
  /** {@code report.md} and the pictures it shows, the charts as SVG. */
  MARKDOWN,
  /** As Markdown, but named {@code README.md}, which places that host git show by themselves. */
  README,
  /** Tidy tables: {@code measurements.csv} and its like. */
  CSV,
  /** {@code report.json} and {@code report.schema.json}, which describes it. */
  JSON,
  /** {@code report.tex}, the tables for a paper. */
  LATEX,
  /** Every picture as SVG, at its size in print. */
  SVG,
  /** Every picture as PNG of 300 dots an inch. */
  PNG;

  private static final Set<ReportFormat> USUAL =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(README)));

  /** The default formats: everything once. */
  public static Set<ReportFormat> usual() {
    return USUAL;
  }

  /** As it is written on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
