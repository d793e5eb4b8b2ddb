package org.dsd4j.reproductions.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.Phase;
import org.dsd4j.reports.text.Durations;
import org.dsd4j.reports.text.TerminalStream;

/**
 * Shows the progress of a training: a bar that rewrites its line on a terminal, a plain line every
 * few seconds elsewhere.
 */
public final class ProgressPrinter implements DsdObserver {
  private static final long BAR_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;
  private static final int BAR_WIDTH = 24;

  private final TerminalStream out;
  private final boolean terminal;
  private String title = "";
  private String phaseName = "";
  private long steps;
  private long startStep;
  private long startNanos;
  private long shownNanos;
  private double loss;
  private int barLength;

  /**
   * Creates a printer.
   *
   * @param out where to
   * @param terminal whether lines can be rewritten there
   */
  public ProgressPrinter(PrintStream out, boolean terminal) {
    this.out = TerminalStream.of(out);
    this.terminal = terminal;
  }

  /**
   * Names what comes next.
   *
   * @param words row, seed and arm
   */
  public void title(String words) {
    title = words;
  }

  /**
   * Prints a whole line.
   *
   * @param line the line
   */
  public void line(String line) {
    clearBar();
    out.println(line);
    out.flush();
  }

  @Override
  public void phaseStarted(Phase phase, Position at, long phaseSteps) {
    phaseName = phase.name();
    steps = phaseSteps;
    startStep = at.step();
    startNanos = System.nanoTime();
    shownNanos = startNanos;
    loss = Double.NaN;
    if (at.step() > 0) {
      line(title + "  " + phaseName + " goes on at step " + at.step() + " of " + phaseSteps);
    }
  }

  @Override
  public void stepDone(Step step) {
    // Smoothed, so that the eye sees a trend.
    loss = Double.isNaN(loss) ? step.loss() : 0.9 * loss + 0.1 * step.loss();
    long now = System.nanoTime();
    if (now - shownNanos < (terminal ? BAR_NANOS : LINE_NANOS)) {
      return;
    }
    shownNanos = now;
    String text = status(step.at().step(), now);
    if (terminal) {
      out.rewrite(text + " ".repeat(Math.max(0, barLength - text.length())));
      barLength = text.length();
    } else {
      line(text);
    }
  }

  @Override
  public void phaseEnded(Phase phase, Position at) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    line(
        String.format(
            Locale.ROOT,
            "%s  %s  %d steps in %.1f s, loss %.3f",
            title,
            phase.name(),
            steps,
            seconds,
            loss));
  }

  @Override
  public void evaluated(Position at, Map<String, Double> metrics) {
    // Shown in the report; a line for each would drown the rest.
  }

  private String status(long step, long now) {
    double rate = (step - startStep) / ((now - startNanos) / 1e9);
    long left = Math.round((steps - step) / rate);
    String bar = "";
    if (terminal) {
      int full = (int) (BAR_WIDTH * step / steps);
      bar = "[" + "#".repeat(full) + "-".repeat(BAR_WIDTH - full) + "] ";
    }
    return String.format(
        Locale.ROOT,
        "%s  %s  %s%d/%d, %.1f steps/s, loss %.3f, %s left",
        title,
        phaseName,
        bar,
        step,
        steps,
        rate,
        loss,
        Durations.of((double) left));
  }

  private void clearBar() {
    if (barLength > 0) {
      out.rewrite(" ".repeat(barLength));
      out.rewrite("");
      barLength = 0;
    }
  }
}
