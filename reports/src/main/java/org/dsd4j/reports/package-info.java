/**
 * From a folder of records to a report. {@link org.dsd4j.reports.ReportWriter} is the way in for a
 * program, {@link org.dsd4j.reports.ReportMain} for a command line.
 *
 * <p>The way through the packages: {@code store} reads the {@code record}s, {@code model} chooses
 * and computes with {@code statistics} and {@code claims}, {@code table}, {@code chart} and {@code
 * page} write. Nothing here knows how training works or which engine did it.
 */
package org.dsd4j.reports;
