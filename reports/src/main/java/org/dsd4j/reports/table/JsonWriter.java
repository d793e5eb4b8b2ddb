package org.dsd4j.reports.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.metric.MatchedPairs;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SensitivityReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.model.TrainingCost;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.PairedComparison;
import org.dsd4j.reports.statistics.ResampledCounts;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.statistics.Verdict;
import org.dsd4j.reports.store.ArmRecord;

/** Everything that was computed, as JSON. A statistic that does not exist is left out. */
public final class JsonWriter {
  /** Name of the file that describes the report's: a JSON Schema of the draft 2020-12. */
  public static final String SCHEMA = "report.schema.json";

  private static final int FORMAT = 1;

  private JsonWriter() {}

  /**
   * Writes the report.
   *
   * @param report the report
   * @return the file's text
   */
  public static String of(ReproductionReport report) {
    ObjectNode root = RecordJson.mapper().createObjectNode();
    root.put("$schema", SCHEMA);
    root.put("format", FORMAT);
    report.rows().forEach(row -> fill(root.withArray("rows").addObject(), row));
    report.absent().forEach(claim -> root.withArray("rowsWithoutRecords").add(claim.row()));
    root.set("claims", RecordJson.mapper().valueToTree(report.claims()));
    report.problems().forEach(problem -> root.withArray("problems").add(problem));
    try {
      return RecordJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that is no JSON", e);
    }
  }

  /**
   * The schema that every report of this version keeps to.
   *
   * @return the file's text
   */
  public static String schema() {
    try (InputStream stream = JsonWriter.class.getResourceAsStream(SCHEMA)) {
      if (stream == null) {
        throw new IllegalStateException(SCHEMA + " is missing from the jar of the reports module");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SCHEMA, e);
    }
  }

  private static void fill(ObjectNode node, RowReport row) {
    ObjectNode spec = RecordJson.mapper().valueToTree(row.spec());
    // These three belong to single runs; the arms below have them.
    spec.remove("seed");
    spec.remove("arm");
    spec.remove("plan");
    node.setAll(spec);
    node.put("configuration", row.spec().configuration());
    row.seeds().forEach(seed -> node.withArray("seeds").add(seed));
    row.notes().forEach(note -> node.withArray("notes").add(note));
    if (row.hasSeveralPasses()) {
      ObjectNode compared = node.putObject("compared");
      compared.put("reference", row.roles().reference());
      compared.put("sparse", row.roles().sparse());
      compared.put("method", row.roles().method());
    }
    row.arms().forEach(arm -> fill(node.withArray("arms").addObject(), arm));
    // Metrics with their figures take the place of the bare list in the specification.
    ArrayNode metrics = node.putArray("metrics");
    row.metrics().forEach(metric -> fill(metrics.addObject(), metric));
    row.sensitivity().ifPresent(s -> fill(node.putObject("sensitivity"), s));
    row.sentences().ifPresent(s -> SentenceJson.fill(node.putObject("sentences"), row, s));
  }

  private static void fill(ObjectNode node, SensitivityReport sensitivity) {
    ObjectNode spec = RecordJson.mapper().valueToTree(sensitivity.spec());
    // These two belong to single seeds.
    spec.remove(List.of("seed", "baselineId"));
    node.setAll(spec);
    node.put("configuration", sensitivity.spec().configuration());
    ArrayNode seeds = node.putArray("seeds");
    sensitivity
        .points()
        .forEach(
            (seed, points) -> {
              ObjectNode one = seeds.addObject();
              one.put("seed", seed);
              one.set("points", RecordJson.mapper().valueToTree(points));
            });
  }

  private static void fill(ObjectNode node, ArmReport arm) {
    node.put("arm", arm.arm());
    node.set("plan", RecordJson.mapper().valueToTree(arm.plan()));
    put(node, "ownBudget", arm.ownBudget());
    put(node, "wholeBudget", arm.wholeBudget());
    put(node, "shareWaitingForData", arm.waitingForData());
    for (ArmRun run : arm.runs()) {
      ObjectNode seed = node.withArray("runs").addObject();
      seed.put("seed", run.seed());
      seed.put("status", run.status().name());
      seed.put("note", run.note());
      run.record().ifPresent(record -> fill(seed, record));
    }
  }

  private static void fill(ObjectNode node, ArmRecord record) {
    node.put("id", record.spec().id());
    node.put("attempt", record.attempt());
    node.set("environment", RecordJson.mapper().valueToTree(record.environment().values()));
    record
        .result()
        .ifPresent(result -> node.set("result", RecordJson.mapper().valueToTree(result)));
  }

  private static void put(ObjectNode node, String name, Optional<TrainingCost> budget) {
    budget.ifPresent(b -> node.set(name, RecordJson.mapper().valueToTree(b)));
  }

  private static void fill(ObjectNode node, MetricReport metric) {
    node.setAll((ObjectNode) RecordJson.mapper().valueToTree(metric.metric()));
    node.put("primary", metric.primary());
    metric
        .summaries()
        .forEach((arm, summary) -> fill(node.withObjectProperty("arms").putObject(arm), summary));
    metric.contrasts().forEach(c -> fill(node.withArray("contrasts").addObject(), c));
    fill(node.putObject("verdict"), metric.verdict());
    for (Claim.Pair pair : metric.claimed()) {
      ObjectNode claimed = node.withArray("claimedAtPaperScale").addObject();
      claimed.put("source", pair.source());
      claimed.put("baseline", pair.baseline());
      claimed.put("dsd", pair.dsd());
    }
  }

  private static void fill(ObjectNode node, Summary summary) {
    node.put("n", summary.n());
    node.put("mean", summary.mean());
    put(node, "deviation", summary.deviation());
    putInterval(node, "meanInterval", summary.meanInterval());
  }

  private static void fill(ObjectNode node, Contrast contrast) {
    PairedComparison comparison = contrast.comparison();
    node.put("arm", contrast.arm());
    node.put("reference", contrast.reference());
    contrast.seeds().forEach(seed -> node.withArray("seeds").add(seed));
    comparison.differences().forEach(d -> node.withArray("improvements").add(d));
    node.put("meanImprovement", comparison.mean());
    if (!Double.isNaN(contrast.relativePercent())) {
      node.put("relativePercent", contrast.relativePercent());
    }
    put(node, "deviation", comparison.deviation());
    putInterval(node, "tInterval", comparison.interval());
    putInterval(node, "bcaInterval", comparison.bootstrap());
    put(node, "pairedTP", comparison.pairedT());
    put(node, "signedRankP", comparison.signedRank());
    put(node, "signFlipP", comparison.signFlip());
    put(node, "effectSize", comparison.effectSize());
    ObjectNode improvement = node.putObject("probabilityOfImprovement");
    improvement.put("wins", comparison.improvement().wins());
    improvement.put("ties", comparison.improvement().ties());
    improvement.put("share", comparison.improvement().share());
    putInterval(improvement, "interval", Optional.of(comparison.improvement().interval()));
    contrast.overExamples().ifPresent(e -> fill(node.putObject("overExamples"), e));
    contrast
        .segments()
        .forEach((seed, test) -> fill(node.withArray("segmentTests").addObject(), seed, test));
  }

  private static void fill(ObjectNode node, SentenceReport.Estimate estimate) {
    node.put("meanImprovement", estimate.mean());
    putInterval(node, "interval", Optional.of(estimate.interval()));
    node.put("resamples", ResampledCounts.RESAMPLES);
  }

  private static void fill(ObjectNode node, long seed, MatchedPairs test) {
    node.put("seed", seed);
    node.put("segments", test.segments());
    node.put("meanImprovement", test.mean());
    put(node, "z", test.z());
    put(node, "p", test.p());
  }

  private static void fill(ObjectNode node, Verdict verdict) {
    node.put("kind", verdict.kind().name());
    node.put("reason", verdict.reason());
    put(node, "adjustedP", verdict.adjustedP());
    verdict.warnings().forEach(warning -> node.withArray("warnings").add(warning));
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    value.ifPresent(v -> node.put(name, v));
  }

  private static void putInterval(ObjectNode node, String name, Optional<Interval> interval) {
    interval.ifPresent(i -> node.putArray(name).add(i.low()).add(i.high()));
  }
}
