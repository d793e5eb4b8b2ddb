/**
 * From each seed's figures to a verdict; the rules were fixed before the first run.
 *
 * <p>The arms of one seed share a dense phase, so what is compared is the <em>paired</em>
 * difference: the improvement of one arm over another with the same seed, positive when it is
 * better. {@link org.dsd4j.reports.statistics.PairedComparison} describes the differences over the
 * seeds: mean, deviation, 95 % intervals by Student's t and by the BCa bootstrap, p values of the
 * paired t test and of the exact signed-rank and sign-flip tests, effect size, improved seeds.
 * {@link org.dsd4j.reports.statistics.VerdictRule} turns them into one word per row.
 *
 * <p>Beside the seeds stands the test split: {@link org.dsd4j.reports.statistics.ResampledCounts}
 * measures how much a corpus score, which is a function of counts that add up, depends on the
 * examples that happen to be in it.
 *
 * <p>Everything here is a pure function of numbers: no clock, no folder, and one fixed seed for the
 * bootstrap, so a report can be made again with the same bytes.
 *
 * <p><b>To add a statistic</b>, write it as a small class with its cases for n = 1 and for equal
 * values said in its Javadoc, add it as a component of {@code PairedComparison}, and test it
 * against figures of another program.
 */
package org.dsd4j.reports.statistics;
