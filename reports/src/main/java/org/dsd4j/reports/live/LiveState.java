package org.dsd4j.reports.live;

import java.util.List;

/**
 * What the page shows, but for its curves.
 *
 * @param folder the store
 * @param headline how many arms are in which state
 * @param arms every arm, running ones first
 * @param rows the rows whose curves can be asked for
 * @param active key of the row that wrote last; empty without rows
 * @param summary one line for each row with figures
 * @param problems files that cannot be used
 */
record LiveState(
    String folder,
    String headline,
    List<ArmProgress> arms,
    List<RowKey> rows,
    String active,
    List<SummaryLine> summary,
    List<String> problems) {}
