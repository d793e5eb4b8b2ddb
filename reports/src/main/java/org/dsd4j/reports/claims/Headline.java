package org.dsd4j.reports.claims;

/**
 * One line of Table 1, with the source's own rounding: the differences are as printed there, not
 * computed.
 *
 * @param source short name of the source
 * @param metric id of the metric
 * @param baseline the baseline's figure
 * @param dsd the figure after DSD
 * @param absolute the improvement as printed, positive when better
 * @param relative the improvement in percent of the baseline, as printed
 */
public record Headline(
    String source, String metric, double baseline, double dsd, double absolute, double relative) {}
