package org.dsd4j.reports.page;

import java.util.List;

/** Pictures of one row. */
public final class Parts {
  private final List<Drawing> charts;
  private final byte[] samples;

  /**
   * The pictures.
   *
   * @param charts in the order of the page
   * @param samples bytes of a PNG file; empty when there is none
   */
  public Parts(List<Drawing> charts, byte[] samples) {
    this.charts = List.copyOf(charts);
    this.samples = samples.clone();
  }

  List<Drawing> charts() {
    return charts;
  }

  byte[] samples() {
    return samples.clone();
  }
}
