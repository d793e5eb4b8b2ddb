package org.dsd4j.reports.tracking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.Markdown;
import org.dsd4j.reports.text.TableView;

/** Settings and results of a run as text, for targets to show. */
public final class RunDescription {
  private RunDescription() {}

  /**
   * The settings of a run, one by one.
   *
   * @param spec the run
   * @return values by name, the most important first
   */
  public static Map<String, String> settings(RunSpec spec) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("row", spec.row());
    settings.put("scale", spec.scale());
    settings.put("arm", spec.arm());
    settings.put("seed", Long.toString(spec.seed()));
    settings.put("engine", spec.engine());
    settings.put("network", spec.network());
    settings.put("dataset", spec.dataset());
    spec.settings().forEach(settings::putIfAbsent);
    settings.put("plan", plan(spec));
    return settings;
  }

  /** All phases of the plan in one line. */
  private static String plan(RunSpec spec) {
    List<String> phases = new ArrayList<>();
    for (PhasePlan phase : spec.plan()) {
      phases.add(
          phase.name()
              + " "
              + phase.steps()
              + " steps at "
              + phase.learningRate()
              + (phase.sparsity() > 0 ? ", " + Figures.percent(phase.sparsity()) + " sparse" : ""));
    }
    return String.join("; ", phases);
  }

  /**
   * A run in Markdown: how to run it again, settings, plan, deviations from the paper, machine.
   *
   * @param run the run
   * @return some paragraphs and tables
   */
  public static String markdown(TrackedRun run) {
    RunSpec spec = run.spec();
    Markdown text = new Markdown();
    text.line(Markdown.code(spec.command()));
    text.table(table("Settings", settings(spec)));
    text.table(
        new TableView(
            "Deviations from the paper",
            List.of("setting", "paper", "here", "why"),
            spec.deviations().stream()
                .map(one -> List.of(one.setting(), one.paper(), one.here(), one.why()))
                .toList()));
    text.table(table("Machine", run.environment().values()));
    return text.toString();
  }

  /**
   * The end of a run in Markdown.
   *
   * @param result what came out
   * @return a paragraph and a table
   */
  public static String markdown(ArmResult result) {
    Markdown text = new Markdown();
    text.paragraph(outcome(result));
    text.table(table("Notes", result.notes()));
    return text.toString();
  }

  /**
   * How a run ended.
   *
   * @param result what came out
   * @return {@code measured}, or why there are no figures
   */
  public static String outcome(ArmResult result) {
    if (result.outcome() instanceof Outcome.Diverged diverged) {
      return "diverged in " + diverged.phase() + ": " + diverged.cause();
    }
    return result.outcome() instanceof Outcome.NotRun left
        ? "not run: " + left.reason()
        : "measured";
  }

  private static TableView table(String caption, Map<String, String> values) {
    return new TableView(
        caption,
        List.of("name", "value"),
        values.entrySet().stream().map(one -> List.of(one.getKey(), one.getValue())).toList());
  }
}
