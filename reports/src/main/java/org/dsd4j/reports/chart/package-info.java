/**
 * Pictures of a row and of all rows together, drawn with JFreeChart and written as SVG and PNG.
 *
 * <p>Each kind of picture is one class that implements {@link org.dsd4j.reports.chart.RowChart}:
 * {@link org.dsd4j.reports.chart.ArmsChart} (every seed's point, mean and spread), {@link
 * org.dsd4j.reports.chart.LearningCurves} (loss and validation over the steps), {@link
 * org.dsd4j.reports.chart.WeightFigure} (the paper's Figure 2), {@link
 * org.dsd4j.reports.chart.SensitivityCurve} and {@link org.dsd4j.reports.chart.SensitivityMap}
 * (error against sparsity, of all layers at once and of each alone). Colours and fonts come from
 * {@link org.dsd4j.reports.chart.ChartStyle}: the Okabe–Ito colours, one for each arm in all
 * pictures, and DejaVu Sans, which the build takes from an artifact and puts beside the classes:
 * the same SVG files come out on every machine, PNG files up to the smoothing of letters. Both say
 * their size in print: {@link org.dsd4j.reports.chart.ChartStyle#WIDTH} pixels are 88 mm.
 *
 * <p>A picture of all rows is a {@link org.dsd4j.reports.chart.ReportChart}, such as {@link
 * org.dsd4j.reports.chart.ForestPlot}; it is added in the same way, with a file of its own in
 * {@code META-INF/services}.
 *
 * <p><b>To add a chart</b>, implement {@code RowChart}, name the class in {@code
 * META-INF/services/org.dsd4j.reports.chart.RowChart}, and it stands in every report. Say the scale
 * in its title, and look at the picture, also at the width of a phone.
 */
package org.dsd4j.reports.chart;
