package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.LayerSpec;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TableView;

/** Sparsity of each layer: what was planned, and what the masks of each sparse phase did. */
final class LayerViews {
  private static final String NONE = "–";

  private LayerViews() {}

  static TableView of(RowReport row) {
    Map<Integer, Map<String, Event.MaskedLayer>> masked = masked(row);
    List<String> head = new ArrayList<>(List.of("layer", "shape", "values", "planned zeros"));
    masked.keySet().forEach(phase -> head.addAll(heads(row, phase, masked.size())));
    head.add("why not pruned");
    List<List<String>> lines = new ArrayList<>();
    for (LayerSpec layer : row.spec().layers()) {
      List<String> line = new ArrayList<>(List.of(layer.path(), shape(layer)));
      line.add(Figures.count(layer.count()));
      line.add(layer.prunable() ? Figures.percent(layer.sparsity()) : NONE);
      for (Map<String, Event.MaskedLayer> phase : masked.values()) {
        Event.MaskedLayer mask = phase.get(layer.path());
        line.add(mask == null ? NONE : Figures.count(mask.kept()));
        line.add(mask == null ? NONE : Figures.percent(mask.sparsity()));
      }
      line.add(layer.note());
      lines.add(line);
    }
    return new TableView("Sparsity by layer, scale " + row.spec().scale(), head, lines);
  }

  /** Of several sparse phases, each is named with the share that it was to set to zero. */
  private static List<String> heads(RowReport row, int phase, int phases) {
    if (phases == 1) {
      return List.of("kept", "zeros");
    }
    PhasePlan plan = plan(row).get(phase);
    return List.of(
        plan.name() + " (" + Figures.percent(plan.sparsity()) + "): kept", plan.name() + ": zeros");
  }

  /** The longest plan: every other one is the beginning of it, up to its last sparse phase. */
  private static List<PhasePlan> plan(RowReport row) {
    return row.arm(row.roles().method())
        .map(ArmReport::plan)
        .filter(plan -> !plan.isEmpty())
        .orElse(row.spec().plan());
  }

  private static String shape(LayerSpec layer) {
    return layer.shape().stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }

  /** The masks that were made on DSD's way, by phase, each of the first run that has any. */
  private static Map<Integer, Map<String, Event.MaskedLayer>> masked(RowReport row) {
    Map<Integer, Map<String, Event.MaskedLayer>> masked = new TreeMap<>();
    row.arms().stream()
        .filter(arm -> Arms.pass(arm.arm()) > 0)
        .flatMap(arm -> arm.runs().stream())
        .flatMap(run -> run.record().stream())
        .flatMap(record -> record.events().stream())
        .filter(Event.Masks.class::isInstance)
        .map(event -> (Event.Masks) event)
        .filter(masks -> masks.phaseIndex() < plan(row).size())
        .forEach(masks -> masked.computeIfAbsent(masks.phaseIndex(), phase -> byPath(masks)));
    return masked;
  }

  private static Map<String, Event.MaskedLayer> byPath(Event.Masks masks) {
    return masks.layers().stream()
        .collect(Collectors.toMap(Event.MaskedLayer::path, layer -> layer, (a, b) -> a));
  }
}
