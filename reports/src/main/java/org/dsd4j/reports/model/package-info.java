/**
 * What a report says, before it is written in any form: {@link
 * org.dsd4j.reports.model.ReportBuilder} reads the records, chooses which runs stand together
 * ({@link org.dsd4j.reports.model.Selection}), computes the statistics and verdicts, and gives an
 * immutable {@link org.dsd4j.reports.model.ReproductionReport}: rows, their arms, their metrics,
 * where it was measured, how much the baseline suffers from pruning, and where runs kept sentences,
 * their evaluation.
 *
 * <p>The tables, the charts and the page all read this one model, so they cannot disagree. Nothing
 * is dropped: an arm that was not run, is unfinished or diverged is there with its status.
 *
 * <p>Which two arms a verdict compares is decided in one place, {@link
 * org.dsd4j.reports.record.Roles}: the last dense phase of DSD, and the baseline or, where it was
 * run, the dense phase trained on.
 *
 * <p><b>To add an arm</b> nothing is needed: an unknown arm is listed after the known ones. If it
 * is a control of equal budget, name it in {@link org.dsd4j.reports.record.Arms}.
 */
package org.dsd4j.reports.model;
