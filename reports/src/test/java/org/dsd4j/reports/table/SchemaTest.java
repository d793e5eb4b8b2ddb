package org.dsd4j.reports.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Demo;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.store.RunStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  @TempDir static Path runs;
  private static String report;
  private static Schema schema;

  /** Something of everything: gaps, divergence, sensitivity, captions, speech, claims. */
  @BeforeAll
  static void write() throws IOException {
    Demo.write(runs);
    report = JsonWriter.of(new ReportBuilder(Claims.load()).build(List.of(new RunStore(runs))));
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    schema = registry.getSchema(RecordJson.mapper().readTree(JsonWriter.schema()));
  }

  @Test
  void everyReportKeepsToTheSchema() throws IOException {
    JsonNode tree = RecordJson.mapper().readTree(report);
    assertEquals(List.of(), problems(tree));
    assertEquals(JsonWriter.SCHEMA, tree.get("$schema").asText());
    assertTrue(tree.get("rows").size() > 8, "all kinds of rows");
  }

  @Test
  void whatTheSchemaDoesNotKnowIsRefused() throws IOException {
    ObjectNode more = (ObjectNode) RecordJson.mapper().readTree(report);
    ((ObjectNode) more.get("rows").get(0).get("metrics").get(0)).put("novelty", 1);
    assertEquals(1, problems(more).size(), problems(more).toString());
    ObjectNode less = (ObjectNode) RecordJson.mapper().readTree(report);
    ((ObjectNode) less.get("rows").get(0)).remove("scale");
    assertEquals(1, problems(less).size(), problems(less).toString());
  }

  @Test
  void everyFieldIsDescribed() throws IOException {
    assertDescribed("report", RecordJson.mapper().readTree(JsonWriter.schema()));
  }

  private static List<String> problems(JsonNode tree) {
    return schema.validate(tree).stream().map(Error::toString).toList();
  }

  private static void assertDescribed(String where, JsonNode node) {
    node.path("properties")
        .properties()
        .forEach(
            field -> {
              JsonNode own = field.getValue();
              boolean known = own.has("$ref") || own.has("const");
              assertTrue(known || !own.path("description").asText().isBlank(), where + field);
            });
    if (node.has("properties")) {
      assertFalse(node.path("additionalProperties").asBoolean(true), where + " takes anything");
    }
    node.properties().forEach(field -> assertDescribed(field.getKey(), field.getValue()));
    if (node.isArray()) {
      node.forEach(item -> assertDescribed(where, item));
    }
  }
}
