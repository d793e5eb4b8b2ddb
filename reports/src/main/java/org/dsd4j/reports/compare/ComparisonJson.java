package org.dsd4j.reports.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.statistics.Verdict;

/** Everything that was compared, as JSON. What does not exist is left out. */
final class ComparisonJson {
  private static final int FORMAT = 1;

  private ComparisonJson() {}

  static String of(StoreComparison comparison) {
    ObjectNode root = RecordJson.mapper().createObjectNode();
    root.put("format", FORMAT);
    root.put("a", comparison.a());
    root.put("b", comparison.b());
    root.set("environment", RecordJson.mapper().valueToTree(comparison.environment()));
    comparison.rows().forEach(row -> fill(root.withArray("rows").addObject(), row));
    texts(root, "onlyInOne", comparison.onlyInOne());
    texts(root, "problems", comparison.problems());
    texts(root, "shownDifferences", comparison.shownDifferences());
    try {
      return RecordJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a comparison that is no JSON", e);
    }
  }

  private static void fill(ObjectNode node, RowComparison row) {
    node.put("scale", row.a().spec().scale());
    node.put("row", row.a().spec().row());
    node.put("engineA", row.a().spec().engine());
    node.put("engineB", row.b().spec().engine());
    node.put("sameWork", row.sameWork());
    row.a().seeds().forEach(seed -> node.withArray("seedsA").add(seed));
    row.b().seeds().forEach(seed -> node.withArray("seedsB").add(seed));
    node.set("settings", RecordJson.mapper().valueToTree(row.settings()));
    row.figures().forEach(f -> fill(node.withArray("figures").addObject(), f));
    fill(node.putObject("gain"), row.gain());
    row.runs().forEach(run -> fill(node.withArray("runs").addObject(), run));
    texts(node, "ended", row.ended());
    texts(node, "notes", row.notes());
  }

  private static void fill(ObjectNode node, FigureDifference figure) {
    node.put("arm", figure.arm());
    node.put("metric", figure.metric().id());
    node.put("unit", figure.metric().unit());
    node.put("direction", word(figure.metric().direction()));
    figure.a().ifPresent(summary -> node.put("meanA", summary.mean()));
    figure.b().ifPresent(summary -> node.put("meanB", summary.mean()));
    figure.difference().ifPresent(d -> fill(node.putObject("difference"), d));
    put(node, "adjustedP", figure.adjustedP());
    node.put("words", figure.words());
  }

  private static void fill(ObjectNode node, Difference difference) {
    node.put("mean", difference.mean());
    difference
        .interval()
        .ifPresent(interval -> node.putArray("interval").add(interval.low()).add(interval.high()));
    put(node, "p", difference.p());
    node.put("paired", difference.paired());
    node.put("seedsA", difference.seedsA());
    node.put("seedsB", difference.seedsB());
  }

  private static void fill(ObjectNode node, GainDifference gain) {
    node.put("compared", gain.compared());
    gain.a().ifPresent(g -> node.put("meanA", g.comparison().mean()));
    gain.b().ifPresent(g -> node.put("meanB", g.comparison().mean()));
    gain.difference().ifPresent(d -> fill(node.putObject("difference"), d));
    node.put("verdictA", verdict(gain.verdictA()));
    node.put("verdictB", verdict(gain.verdictB()));
    node.put("words", gain.words());
  }

  private static void fill(ObjectNode node, RunAgreement run) {
    node.put("arm", run.arm());
    node.put("seed", run.seed());
    node.put("figures", word(run.figures()));
    node.put("weights", word(run.weights()));
    node.put("masks", word(run.masks()));
    node.put("comparableLosses", run.losses().comparable());
    node.put("largestRelativeLossDifference", run.losses().largest());
    node.put("equalToTheBit", run.isEqualToTheBit());
  }

  private static String verdict(Verdict verdict) {
    return word(verdict.kind());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    value.ifPresent(number -> node.put(name, number));
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    var array = node.putArray(name);
    texts.forEach(array::add);
  }
}
