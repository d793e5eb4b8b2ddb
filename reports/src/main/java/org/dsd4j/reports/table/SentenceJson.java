package org.dsd4j.reports.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.record.RecordJson;

/** The evaluation of a row's sentences as JSON. */
final class SentenceJson {
  private SentenceJson() {}

  static void fill(ObjectNode node, RowReport row, SentenceReport said) {
    node.put("examples", said.examples());
    node.put("mostReferences", said.mostReferences());
    BleuTable.of(row).stream()
        .flatMap(table -> table.signature().stream())
        .forEach(signature -> node.withArray("signatures").add(signature));
    for (SentenceReport.Score score : said.scores()) {
      ObjectNode one = node.withArray("scores").addObject();
      one.put("metric", score.metric().id());
      score.arms().forEach((arm, own) -> fill(one, "arms", Map.entry(arm, own)));
      score.gains().forEach((arm, gain) -> fill(one, "gainsOverBaseline", Map.entry(arm, gain)));
    }
    if (!said.shown().isEmpty()) {
      node.put("shownSeed", said.shownSeed());
    }
    for (SentenceReport.Shown shown : said.shown()) {
      ObjectNode one = node.withArray("shown").addObject();
      one.put("example", shown.picture().example());
      one.put("name", shown.name());
      one.set("references", RecordJson.mapper().valueToTree(shown.references()));
      one.set("said", RecordJson.mapper().valueToTree(shown.said()));
    }
  }

  private static void fill(
      ObjectNode node, String name, Map.Entry<String, SentenceReport.Estimate> estimate) {
    SentenceReport.Estimate value = estimate.getValue();
    ObjectNode one = node.withObjectProperty(name).putObject(estimate.getKey());
    one.put("mean", value.mean());
    one.put("seeds", value.seeds());
    one.putArray("bootstrapInterval").add(value.interval().low()).add(value.interval().high());
  }
}
