package org.dsd4j.reports.page;

import java.util.List;

/** Pictures of one row. */
public final class Parts {
  private final List<Drawing> charts;
  private final List<Drawing> sensitivity;
  private final byte[] samples;

  /**
   * The pictures.
   *
   * @param charts those of the results, in the order of the page
   * @param sensitivity those of the sensitivity analysis, in the order of the page
   * @param samples bytes of a PNG file; empty when there is none
   */
  public Parts(List<Drawing> charts, List<Drawing> sensitivity, byte[] samples) {
    this.charts = List.copyOf(charts);
    this.sensitivity = List.copyOf(sensitivity);
    this.samples = samples.clone();
  }

  List<Drawing> charts() {
    return charts;
  }

  List<Drawing> sensitivity() {
    return sensitivity;
  }

  byte[] samples() {
    return samples.clone();
  }
}
