package org.dsd4j.reports.chart;

import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.reports.record.PhasePlan;

/**
 * Places for the names of phases along an axis of steps. A name stands to the right of its phase's
 * border; where it would lie over another, one row lower; where it would leave the picture, to the
 * left of the border.
 */
final class PhaseNames {
  /** Height of a row of names in pixels. */
  static final int ROW = 15;

  /** The axis goes this much beyond the last step, as a share of all steps. */
  static final double MARGIN = 0.02;

  // What the value axis and the paddings leave of the picture's width, roughly.
  private static final double PLOT = ChartStyle.WIDTH - 80;
  private static final double GAP = 4;
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private PhaseNames() {}

  /**
   * A phase with the place of its name.
   *
   * @param name the phase's name
   * @param start the step before its first
   * @param row 0 for the topmost
   * @param leftwards whether the name ends at the border instead of beginning there
   */
  record Place(String name, long start, int row, boolean leftwards) {}

  /** Phases without steps have no place on the axis and none here. */
  static List<Place> of(List<PhasePlan> plan) {
    List<PhasePlan> phases = plan.stream().filter(PhasePlan::trains).toList();
    double steps = (1 + MARGIN) * phases.stream().mapToLong(PhasePlan::steps).sum();
    List<Place> places = new ArrayList<>();
    List<List<Span>> rows = new ArrayList<>();
    long start = 0;
    for (PhasePlan phase : phases) {
      double border = PLOT * start / steps;
      Span right = new Span(border + GAP, border + GAP + width(phase.name()));
      boolean leftwards = right.to() > PLOT;
      Span span = leftwards ? new Span(border - GAP - width(phase.name()), border - GAP) : right;
      places.add(new Place(phase.name(), start, take(rows, span), leftwards));
      start += phase.steps();
    }
    return places;
  }

  private static int take(List<List<Span>> rows, Span span) {
    int row = 0;
    while (row < rows.size() && rows.get(row).stream().anyMatch(span::touches)) {
      row++;
    }
    if (row == rows.size()) {
      rows.add(new ArrayList<>());
    }
    rows.get(row).add(span);
    return row;
  }

  private static double width(String text) {
    return ChartStyle.SMALL.getStringBounds(text, CONTEXT).getWidth();
  }

  /** From left to right, in pixels. */
  private record Span(double from, double to) {
    boolean touches(Span other) {
      return from < other.to + GAP && other.from < to + GAP;
    }
  }
}
