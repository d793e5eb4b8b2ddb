/**
 * The report as text and data: {@link org.dsd4j.reports.table.ConsoleSummary} for a terminal,
 * {@link org.dsd4j.reports.table.CsvWriter} with one line a measurement, {@link
 * org.dsd4j.reports.table.SensitivityCsv} with one line a point of a sensitivity analysis, {@link
 * org.dsd4j.reports.table.JsonWriter} with everything that was computed, as {@code
 * docs/report.schema.json} describes it, {@link org.dsd4j.reports.table.LatexWriter} with the
 * tables for a paper. {@link org.dsd4j.reports.table.BleuTable} is the deck's second table and
 * {@link org.dsd4j.reports.table.SpeechTable} the paper's of speech, for every form that shows
 * them; both are made of {@link org.dsd4j.reports.table.ScoreTable}. {@link
 * org.dsd4j.reports.table.WordErrorCsv} has one line an utterance. Numbers and time spans are
 * written as {@code org.dsd4j.reports.text} writes them.
 *
 * <p><b>To add a form</b>, write one class here with a method from {@code ReproductionReport} to a
 * text, and name it in {@code org.dsd4j.reports.ReportFormat} and {@code ReportWriter}.
 */
package org.dsd4j.reports.table;
