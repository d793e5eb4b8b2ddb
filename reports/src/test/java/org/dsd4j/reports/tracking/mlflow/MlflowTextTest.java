package org.dsd4j.reports.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.Param;

class MlflowTextTest {
  @Test
  void namesAreThoseThatMlflowTakes() {
    assertEquals("train/learning-rate", MlflowText.name("train/learning-rate"));
    assertEquals(
        "sparsity/layer1.0.conv1.weight", MlflowText.name("sparsity/layer1.0.conv1.weight"));
    assertEquals("width_ in __", MlflowText.name("width: in %€"));
    assertEquals("a/b", MlflowText.name("/a//b/"));
    assertEquals("a/_/__/b", MlflowText.name("a/./../b"));
    assertEquals("_", MlflowText.name(""));
    assertEquals(250, MlflowText.name("x".repeat(300)).length());
  }

  @Test
  void longTextsEndWithAnEllipsis() {
    String value = MlflowText.parameters(Map.of("data", "y".repeat(501))).get(0).getValue();
    assertEquals(500, value.length());
    assertTrue(value.endsWith("y…"));
    assertEquals(
        500, MlflowText.parameters(Map.of("a", "y".repeat(500))).get(0).getValue().length());
    assertEquals(5_000, MlflowText.tag("note", "z".repeat(6_000)).getValue().length());
    // A picture of two halves is left out whole.
    String faces = "y" + "\uD83D\uDE00".repeat(300);
    String cut = MlflowText.parameters(Map.of("a", faces)).get(0).getValue();
    assertEquals("y" + "\uD83D\uDE00".repeat(249) + "…", cut);
  }

  @Test
  void parametersStayApart() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("a:b", "1");
    settings.put("a_b", "2");
    settings.put("a;b", "3");
    List<String> names = MlflowText.parameters(settings).stream().map(Param::getKey).toList();
    assertEquals(List.of("a_b", "a_b_2", "a_b_3"), names);
  }
}
