package org.dsd4j.reports.chart;

import org.jfree.chart.JFreeChart;

/**
 * A picture ready to be written.
 *
 * @param id name in files and in the page, unique in a report
 * @param title what it shows, with the scale
 * @param description the same for screen readers, with the most important figures
 * @param chart the drawing; its background is transparent
 * @param width in pixels
 * @param height in pixels
 */
public record ChartPicture(
    String id, String title, String description, JFreeChart chart, int width, int height) {}
