package org.dsd4j.reports.page;

import java.util.List;
import org.dsd4j.reports.text.TableView;

/**
 * What pruning does to a row's baseline.
 *
 * @param text what was done, on which split, at which scale; empty when nothing was measured
 * @param uniform all layers at once, one line for each sparsity
 * @param layers what each layer bears
 * @param charts the pictures
 * @param command how to measure it again
 */
public record SensitivityView(
    String text, TableView uniform, TableView layers, List<Drawing> charts, String command) {
  /** Copies the list. */
  public SensitivityView {
    charts = List.copyOf(charts);
  }

  /** The pictures beside the first one. */
  public List<Drawing> further() {
    return charts.subList(Math.min(1, charts.size()), charts.size());
  }

  /** Whether it was measured. */
  public boolean isFilled() {
    return !text.isEmpty();
  }
}
