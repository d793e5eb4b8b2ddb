package org.dsd4j.reports.chart;

import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SensitivityReport;
import org.dsd4j.reports.record.SensitivitySpec;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;

/** The frame of a picture of a sensitivity analysis: its title, its split and where it ran. */
record SensitivityPicture(RowReport row, SensitivityReport report, String title) {
  /** A chart whose subtitle begins with the split. */
  JFreeChart chart(Plot plot, String reading) {
    return ChartStyle.chart(
        plot, title, ChartStyle.where(row), report.spec().split() + " split, " + reading);
  }

  /** The picture, with a description for screen readers. */
  ChartPicture picture(String id, String description, JFreeChart chart, int height) {
    SensitivitySpec spec = report.spec();
    return new ChartPicture(
        row.anchor() + "-" + id,
        title + ", " + spec.split() + " split, scale " + spec.scale(),
        title + " (" + spec.split() + " split). " + ChartStyle.where(row) + ". " + description,
        chart,
        ChartStyle.WIDTH,
        height);
  }
}
