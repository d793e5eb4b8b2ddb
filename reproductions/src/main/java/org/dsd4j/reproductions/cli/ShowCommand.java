package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.LayerSpec;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.run.Arm;
import org.dsd4j.reproductions.run.RunOptions;
import org.dsd4j.reproductions.run.RunSettings;
import org.dsd4j.reproductions.run.RunSpecFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a row at a scale: layers, plan, the paper's claim, deviations.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ROW", description = "The row; see dsd list.")
  private String rowId;

  @Mixin private SettingOptions settings = new SettingOptions(RunSettings.SHOW);

  @Override
  public Integer call() {
    Row row = Row.find(rowId);
    RunOptions options = new RunOptions(settings.read());
    Experiment experiment = row.prepare(options.request());
    StartedEngine engine = EngineOptions.start(options);
    PrintStream out = System.out;
    try (Network network =
        Network.initialize(
            experiment.newBlock(),
            options.engine(),
            engine.device(),
            options.request().precision(),
            1,
            experiment.nominalInputShapes())) {
      RunSpecFactory specs = new RunSpecFactory(row, experiment, options, network.parameters());
      out.println(row.title() + " at scale " + options.request().scale().id());
      out.println("  network  " + experiment.network());
      out.println("  input    " + experiment.inputWords());
      out.println("  data     " + experiment.dataset());
      printLayers(specs.layers(), out);
      printArms(specs, Arm.of(experiment.plan()), out);
      printSettings(specs, out);
      out.println();
      ClaimText.lines(row.id()).forEach(out::println);
      printDeviations(specs.deviations(), out);
      out.flush();
    }
    return 0;
  }

  private static void printLayers(List<LayerSpec> layers, PrintStream out) {
    out.println();
    out.printf(Locale.ROOT, "%-34s %-20s %12s  %s%n", "parameter", "shape", "count", "pruned");
    for (LayerSpec layer : layers) {
      String shape = layer.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
      String pruned =
          layer.prunable()
              ? String.format(Locale.ROOT, "%.0f %%", layer.sparsity() * 100)
              : "no: " + layer.note();
      out.printf(
          Locale.ROOT, "%-34s %-20s %,12d  %s%n", layer.path(), shape, layer.count(), pruned);
    }
    long all = layers.stream().mapToLong(LayerSpec::count).sum();
    long prunable = layers.stream().filter(LayerSpec::prunable).mapToLong(LayerSpec::count).sum();
    out.printf(Locale.ROOT, "%,d parameters, of which %,d can be pruned%n", all, prunable);
  }

  private static void printArms(RunSpecFactory specs, List<Arm> arms, PrintStream out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%-11s %-19s %7s %7s %9s  %s%n",
        "arm",
        "phase",
        "epochs",
        "steps",
        "rate",
        "decay");
    for (Arm arm : arms) {
      List<PhasePlan> phases = specs.phases(arm.plan());
      for (PhasePlan phase : phases.subList(arm.firstPhase(), phases.size())) {
        String sparsity =
            phase.sparsity() > 0
                ? String.format(Locale.ROOT, ", %.0f %% sparse", phase.sparsity() * 100)
                : "";
        out.printf(
            Locale.ROOT,
            "%-11s %-19s %7.2f %7d %9s  %s%s%n",
            arm.id(),
            phase.name(),
            phase.epochs(),
            phase.steps(),
            String.format(Locale.ROOT, "%.3g", phase.learningRate()),
            phase.schedule(),
            sparsity);
      }
    }
  }

  private static void printSettings(RunSpecFactory specs, PrintStream out) {
    out.println();
    specs.settings().forEach((k, v) -> out.printf(Locale.ROOT, "%-28s %s%n", k, v));
  }

  private static void printDeviations(List<Deviation> deviations, PrintStream out) {
    out.println();
    out.println("Deviations from the paper");
    for (Deviation deviation : deviations) {
      out.println("  " + deviation.setting());
      out.println("    paper  " + deviation.paper());
      out.println("    here   " + deviation.here());
      out.println("    why    " + deviation.why());
    }
  }
}
