package org.dsd4j.reports.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dsd4j.reports.record.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against NIST's sc_stats, on what {@code src/test/wer/segment_fixtures.py} makes. */
class MatchedPairsTest {
  /** sc_stats prints three digits after the point. */
  private static final double PRINTED = 0.0005 + 1e-9;

  static Stream<JsonNode> corpora() throws IOException {
    try (InputStream in = MatchedPairsTest.class.getResourceAsStream("segment-fixtures.json")) {
      JsonNode corpora = RecordJson.mapper().readTree(in).path("corpora");
      return StreamSupport.stream(corpora.spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void equalsScStats(JsonNode corpus) {
    MatchedPairs test = MatchedPairs.of(aligned(corpus, 1), aligned(corpus, 2));
    assertEquals(corpus.path("segments").intValue(), test.segments());
    assertEquals(corpus.path("mean").doubleValue(), test.mean(), PRINTED);
    assertEquals(corpus.path("z").doubleValue(), test.z().orElseThrow(), PRINTED);
    assertEquals(corpus.path("differs").booleanValue(), test.p().orElseThrow() < 0.05);
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void theOtherWayRoundTheSignTurns(JsonNode corpus) {
    MatchedPairs one = MatchedPairs.of(aligned(corpus, 1), aligned(corpus, 2));
    MatchedPairs other = MatchedPairs.of(aligned(corpus, 2), aligned(corpus, 1));
    assertEquals(one.mean(), -other.mean());
    assertEquals(one.p(), other.p());
  }

  @Test
  void segmentsEndAtTwoWordsThatBothGotRight() {
    // Errors of the two lie two right words apart, then one: two segments, then one.
    assertEquals(2, one("a b c d", "x b c d", "a b c y").segments());
    assertEquals(1, one("a b c", "x b c", "a b y").segments());
    assertEquals(0, one("a b c", "a b c", "a b c").segments());
  }

  @Test
  void anInsertionBreaksARunOfRightWords() {
    assertEquals(1, one("a b c", "x b c", "a b z c").segments());
  }

  @Test
  void withoutSpreadThereIsNoZ() {
    MatchedPairs alike = one("a b c d", "x b c y", "x b c y");
    assertEquals(1, alike.p().orElseThrow());
    MatchedPairs constant = one("a b c d", "x b c y", "a b c d");
    assertEquals(1, constant.mean());
    assertTrue(constant.z().isEmpty());
    assertTrue(constant.p().isEmpty());
  }

  @Test
  void needsTheSameReferences() {
    WordAlignment one = WordAlignment.of(List.of("a"), List.of("a"));
    WordAlignment two = WordAlignment.of(List.of("a", "b"), List.of("a"));
    assertThrows(IllegalArgumentException.class, () -> MatchedPairs.of(List.of(one), List.of(two)));
    assertThrows(IllegalArgumentException.class, () -> MatchedPairs.of(List.of(one), List.of()));
  }

  private static MatchedPairs one(String reference, String from, String to) {
    return MatchedPairs.of(List.of(align(reference, from)), List.of(align(reference, to)));
  }

  private static List<WordAlignment> aligned(JsonNode corpus, int system) {
    List<WordAlignment> aligned = new ArrayList<>();
    for (JsonNode utterance : corpus.path("utterances")) {
      aligned.add(align(utterance.get(0).textValue(), utterance.get(system).textValue()));
    }
    return aligned;
  }

  private static WordAlignment align(String reference, String said) {
    return WordAlignment.of(words(reference), words(said));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** Normal distribution: 1.96 is the point that 5 % lie beyond. */
  @Test
  void theProbabilityIsTwoSided() {
    for (double z : new double[] {1.959963984540054, -1.959963984540054}) {
      OptionalDouble p = new MatchedPairs(10, 0.5, OptionalDouble.of(z)).p();
      assertEquals(0.05, p.getAsDouble(), 1e-12);
    }
    assertEquals(2, MatchedPairs.of(List.of(1, 3)).z().getAsDouble(), 1e-12);
    assertEquals(1, MatchedPairs.of(List.of(0, 0)).p().getAsDouble());
    assertTrue(MatchedPairs.of(List.of(1, 1)).p().isEmpty());
    assertTrue(MatchedPairs.of(List.of(3)).z().isEmpty());
  }
}
