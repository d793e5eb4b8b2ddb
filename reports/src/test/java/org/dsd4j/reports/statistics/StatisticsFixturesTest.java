package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dsd4j.reports.record.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scipy and R, by the figures that {@code src/test/statistics} makes. */
class StatisticsFixturesTest {
  private static final double EXACT = 1e-9;

  static JsonNode fixtures() throws IOException {
    try (InputStream in =
        StatisticsFixturesTest.class.getResourceAsStream("statistics-fixtures.json")) {
      return RecordJson.mapper().readTree(in);
    }
  }

  static Stream<JsonNode> comparisons() throws IOException {
    return StreamSupport.stream(fixtures().path("comparisons").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void comparison(JsonNode expected) {
    PairedComparison c = PairedComparison.of(numbers(expected.path("differences")));
    assertEquals(expected.path("mean").doubleValue(), c.mean(), EXACT);
    check(expected.path("tInterval"), c.interval().orElseThrow());
    assertEquals(expected.path("pairedT").doubleValue(), c.pairedT().orElseThrow(), EXACT);
    assertEquals(expected.path("signedRank").doubleValue(), c.signedRank().orElseThrow(), EXACT);
    assertEquals(expected.path("signFlip").doubleValue(), c.signFlip().orElseThrow(), EXACT);
    assertEquals(expected.path("effectSize").doubleValue(), c.effectSize().orElseThrow(), EXACT);
  }

  /** An end of one drawing lies within five standard errors of the mean of scipy's drawings. */
  @ParameterizedTest
  @MethodSource("comparisons")
  void bcaIsAsCloseToScipyAsChanceAllows(JsonNode expected) {
    List<Double> differences = numbers(expected.path("differences"));
    Interval interval = BcaBootstrap.meanInterval(differences).orElseThrow();
    List<Double> mean = numbers(expected.path("bca").path("mean"));
    List<Double> deviation = numbers(expected.path("bca").path("deviation"));
    assertEquals(mean.get(0), interval.low(), tolerance(differences, deviation.get(0)));
    assertEquals(mean.get(1), interval.high(), tolerance(differences, deviation.get(1)));
  }

  /**
   * Few values have few different means, and an end can fall on the next of them; a step is no
   * wider than a twentieth of the values' range.
   */
  private static double tolerance(List<Double> values, double deviation) {
    double range =
        values.stream().mapToDouble(v -> v).max().orElseThrow()
            - values.stream().mapToDouble(v -> v).min().orElseThrow();
    return 5 * deviation + range / 20;
  }

  @Test
  void clopperPearson() throws IOException {
    for (JsonNode expected : fixtures().path("clopperPearson")) {
      Improvement improvement =
          new Improvement(expected.path("wins").intValue(), 0, expected.path("seeds").intValue());
      check(expected.path("interval"), improvement.interval());
    }
  }

  @Test
  void holm() throws IOException {
    for (JsonNode expected : fixtures().path("holm")) {
      List<Double> adjusted = Holm.adjust(numbers(expected.path("p")));
      for (int i = 0; i < adjusted.size(); i++) {
        assertEquals(expected.path("adjusted").get(i).doubleValue(), adjusted.get(i), EXACT);
      }
    }
  }

  private static void check(JsonNode expected, Interval interval) {
    assertEquals(expected.get(0).doubleValue(), interval.low(), 1e-7);
    assertEquals(expected.get(1).doubleValue(), interval.high(), 1e-7);
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.doubleValue()));
    return numbers;
  }
}
