package org.dsd4j.reports.page;

/**
 * A chart ready for the page.
 *
 * @param id name of its files, without the ending
 * @param title what it shows, with the scale
 * @param svg an {@code svg} element
 */
public record Drawing(String id, String title, String svg) {}
