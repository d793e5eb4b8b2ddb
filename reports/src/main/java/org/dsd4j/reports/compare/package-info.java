/**
 * Two stores of runs side by side: two engines, two machines, two versions of the code. {@link
 * org.dsd4j.reports.compare.Comparer} builds the report of each, matches their rows and gives an
 * immutable {@link org.dsd4j.reports.compare.StoreComparison}; {@link
 * org.dsd4j.reports.compare.ComparisonWriter} and {@link
 * org.dsd4j.reports.compare.ConsoleComparison} write it. Records alone decide, nothing is run.
 *
 * <p>There are two questions, and they have two answers. Are the figures the same <em>on the
 * whole</em>: means over seeds with an interval of their difference ({@link
 * org.dsd4j.reports.compare.FigureDifference}, {@link org.dsd4j.reports.compare.GainDifference}).
 * And is it <em>run by run</em> the same arithmetic: figures, final weights, masks and first losses
 * of the same seed and arm ({@link org.dsd4j.reports.compare.RunAgreement}).
 *
 * <p><b>To compare one more thing</b> of a run, add it to {@code RunAgreement}; of a row, to {@code
 * RowComparison}; then give it a column in {@code ComparisonTables}, which the page, the Markdown
 * and the console take their tables from.
 */
package org.dsd4j.reports.compare;
