/**
 * From a folder of records to a report. {@link org.dsd4j.reports.ReportWriter} is the way in for a
 * program, {@link org.dsd4j.reports.ReportMain} for a command line.
 *
 * <p>The way through the packages: {@code store} reads the {@code record}s, {@code model} chooses
 * and computes with {@code statistics} and {@code claims}, {@code table}, {@code chart} and {@code
 * page} write, in the words of {@code text}. {@code compare} sets two stores side by side, {@code
 * live} shows a store while it grows, {@code tracking} passes a run on to TensorBoard and MLflow.
 * Nothing here knows how training works or which engine did it.
 *
 * <p>A training uses {@code record}, {@code store}, {@code metric}, {@code claims}, {@code text}
 * and {@code tracking} alone: it does not know what a report looks like, which tests hold.
 */
package org.dsd4j.reports;
