/**
 * Words for numbers, time spans and tables, the same in every output of the suite: {@link
 * org.dsd4j.reports.text.Figures} rounds numbers, {@link org.dsd4j.reports.text.Durations} words
 * time spans, {@link org.dsd4j.reports.text.TextTable} aligns columns for a terminal, {@link
 * org.dsd4j.reports.text.CommandText} quotes the words of commands, and {@link
 * org.dsd4j.reports.text.Markdown} writes paragraphs, lists and each {@link
 * org.dsd4j.reports.text.TableView}.
 *
 * <p>Texts of records stay texts, whatever stands in them, and for each format there is one place
 * that sees to it: {@code Markdown}, {@link org.dsd4j.reports.text.Csv}, and {@link
 * org.dsd4j.reports.text.TerminalStream} for all that is printed. HTML and SVG are escaped by their
 * template and their document, JSON by Jackson, LaTeX in {@code org.dsd4j.reports.table}. Names of
 * files are made of rows, scales, engines and arms alone, whose names are letters and digits.
 *
 * <p>Nothing here knows a record, a report or a page, so all code that shows something may use it:
 * the report, the targets of {@code org.dsd4j.reports.tracking}, and the progress lines of a
 * training.
 *
 * <p><b>To add a form of a number</b>, write one method in {@code Figures} and say in its Javadoc
 * what becomes of ties, of zero and of a missing value.
 */
package org.dsd4j.reports.text;
