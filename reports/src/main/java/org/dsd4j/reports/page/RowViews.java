package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.LayerSpec;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TableView;

/** Puts one row into words. */
final class RowViews {
  private static final int MOST_VALUES = 3;
  private static final String NONE = "–";
  private static final String NOT_TRAINED = "given, not trained";
  private static final String GIVEN = "(given)";

  private RowViews() {}

  static RowView of(RowReport row, Parts parts, String samplesFile, String samples) {
    RunSpec spec = row.spec();
    return new RowView(
        row.anchor(),
        spec.network(),
        row.shortName(),
        spec.dataset(),
        spec.scale(),
        spec.engine(),
        row.givenWeights().map(RowViews::sentence).orElse(""),
        facts(row),
        phases(spec),
        budgets(row),
        row.metrics().stream().map(metric -> MetricViews.of(row, metric)).toList(),
        parts.charts(),
        SensitivityViews.of(row, parts.sensitivity()),
        SentenceViews.of(row),
        samplesFile,
        samples,
        row.claim().map(PaperFigures::phases).orElse(TableView.EMPTY),
        row.claim().map(Claim::notes).orElse(List.of()),
        LayerViews.of(row),
        deviations(spec),
        settings(spec),
        environment(row),
        row.notes(),
        incomplete(row),
        spec.command());
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }

  private static List<PageView.Pair> facts(RowReport row) {
    RunSpec spec = row.spec();
    long all = spec.layers().stream().mapToLong(LayerSpec::count).sum();
    List<LayerSpec> prunable = spec.layers().stream().filter(LayerSpec::prunable).toList();
    long pruned = prunable.stream().mapToLong(LayerSpec::count).sum();
    String seeds = row.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    List<PageView.Pair> facts = new ArrayList<>();
    facts.add(new PageView.Pair("domain", spec.domain()));
    facts.add(new PageView.Pair("seeds", seeds));
    if (all > 0) {
      facts.add(new PageView.Pair("parameters", Figures.count(all)));
      facts.add(
          new PageView.Pair(
              "prunable",
              Figures.count(pruned)
                  + " in "
                  + prunable.size()
                  + " layers ("
                  + share(pruned, all)
                  + ")"));
    }
    facts.add(new PageView.Pair("configuration", spec.configuration()));
    return facts;
  }

  private static String share(long part, long all) {
    return Figures.percent((double) part / all);
  }

  /** An arm that was never run needs no line for each of its seeds. */
  private static List<String> incomplete(RowReport row) {
    List<String> lines = new ArrayList<>();
    for (ArmReport arm : row.arms()) {
      if (arm.runs().stream().allMatch(run -> run.record().isEmpty())) {
        lines.add(arm.arm() + ": not run");
        continue;
      }
      arm.runs().stream()
          .filter(run -> run.status() != ArmRun.Status.MEASURED)
          .forEach(run -> lines.add(arm.arm() + ", seed " + run.seed() + ": " + run.note()));
    }
    return lines;
  }

  private static TableView phases(RunSpec spec) {
    List<List<String>> lines = new ArrayList<>();
    for (PhasePlan phase : spec.plan()) {
      lines.add(
          List.of(
              phase.name(),
              Figures.percent(phase.sparsity()),
              Figures.epochs(phase.epochs()),
              Figures.count(phase.steps()),
              phase.trains() ? Figures.rate(phase.learningRate()) : NONE,
              phase.trains() ? phase.schedule() : NOT_TRAINED));
    }
    return new TableView(
        "Phases of arm " + spec.arm() + ", scale " + spec.scale(),
        List.of("phase", "sparsity", "epochs", "steps", "learning rate", "schedule"),
        lines);
  }

  private static TableView budgets(RowReport row) {
    List<List<String>> lines = new ArrayList<>();
    for (ArmReport arm : row.arms()) {
      List<String> line = new ArrayList<>();
      line.add(arm.arm());
      line.add(
          arm.arm().equals(Arms.BASELINE) && !row.trainsBaseline()
              ? "the given weights, evaluated"
              : Arms.meaning(arm.arm()));
      line.add(arm.plan().isEmpty() ? NONE : path(arm.plan()));
      line.addAll(MetricViews.budget(arm.ownBudget()));
      OptionalDouble waiting = arm.waitingForData();
      line.add(waiting.isPresent() ? Figures.percent(waiting.getAsDouble()) : NONE);
      lines.add(line);
    }
    return new TableView(
        "Arms and what each trained itself, mean over seeds, scale " + row.spec().scale(),
        List.of(
            "arm",
            "what it is",
            "phases and rates",
            "epochs",
            "steps",
            "examples",
            "time",
            "waiting for data"),
        lines);
  }

  private static String path(List<PhasePlan> plan) {
    return plan.stream()
        .map(
            phase ->
                phase.trains()
                    ? phase.name() + " at " + Figures.rate(phase.learningRate())
                    : phase.name() + " " + GIVEN)
        .collect(Collectors.joining(" → "));
  }

  private static TableView deviations(RunSpec spec) {
    List<List<String>> lines = new ArrayList<>();
    for (Deviation d : spec.deviations()) {
      lines.add(List.of(d.setting(), d.paper(), d.here(), d.why()));
    }
    return new TableView(
        "Where this row departs from the paper, scale " + spec.scale(),
        List.of("setting", "paper", "here", "why"),
        lines);
  }

  private static TableView settings(RunSpec spec) {
    List<List<String>> lines = new ArrayList<>();
    spec.settings().forEach((name, value) -> lines.add(List.of(name, value)));
    return new TableView("Settings", List.of("setting", "value"), lines);
  }

  private static TableView environment(RowReport row) {
    Map<String, Collection<String>> values = new TreeMap<>();
    for (ArmRecord record : row.records()) {
      record
          .environment()
          .values()
          .forEach(
              (key, value) -> {
                // These stand once for the whole report.
                if (!key.startsWith(Environment.CAPABILITY)) {
                  values.computeIfAbsent(key, k -> new TreeSet<>()).add(value);
                }
              });
    }
    List<List<String>> lines = new ArrayList<>();
    values.forEach((key, all) -> lines.add(List.of(key, join(List.copyOf(all)))));
    return new TableView("Environment of the runs", List.of("what", "value"), lines);
  }

  private static String join(List<String> values) {
    if (values.size() <= MOST_VALUES) {
      return String.join("; ", values);
    }
    return values.get(0)
        + " … "
        + values.get(values.size() - 1)
        + " ("
        + values.size()
        + " values)";
  }
}
