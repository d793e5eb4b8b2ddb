package org.dsd4j.reports.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dsd4j.reports.record.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against NLTK 3.8, on the corpora that {@code src/test/bleu/bleu_fixtures.py} makes. */
class BleuTest {
  private static final double CLOSE = 1e-6;
  private static final List<String> DOG = words("a brown dog runs over the green grass");

  record Fixture(
      String name,
      List<String> hypotheses,
      List<List<String>> references,
      List<Double> penalised,
      List<Double> plain,
      List<Long> counted,
      List<Long> floors) {
    BleuCounts counts() {
      return IntStream.range(0, hypotheses.size())
          .mapToObj(
              i ->
                  BleuCounts.of(
                      words(hypotheses.get(i)),
                      references.get(i).stream().map(BleuTest::words).toList()))
          .reduce(BleuCounts.ZERO, BleuCounts::plus);
    }

    /** With NLTK's rule: a sentence too short for an order counts as one missed n-gram. */
    BleuCounts countsWithFloors() {
      long[] counts = counts().toArray();
      for (int order = 0; order < BleuCounts.ORDERS; order++) {
        counts[BleuCounts.ORDERS + order] += floors.get(order);
      }
      return BleuCounts.ofArray(counts);
    }

    boolean hasShortSentences() {
      return floors.get(BleuCounts.ORDERS - 1) > 0;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fixture> fixtures() throws IOException {
    try (InputStream in = BleuTest.class.getResourceAsStream("bleu-fixtures.json")) {
      return RecordJson.mapper().readValue(in, new TypeReference<List<Fixture>>() {}).stream();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void countsEqualThoseOfNltk(Fixture fixture) {
    assertEquals(
        fixture.counted(), Arrays.stream(fixture.countsWithFloors().toArray()).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void scoresEqualThoseOfNltk(Fixture fixture) {
    for (int order = 1; order <= BleuCounts.ORDERS; order++) {
      BleuCounts counts = fixture.countsWithFloors();
      double plain = Bleu.score(counts, order, false);
      double penalised = Bleu.score(counts, order, true);
      assertEquals(100 * fixture.plain().get(order - 1), plain, CLOSE, "BLEU-" + order);
      assertEquals(
          100 * fixture.penalised().get(order - 1), penalised, CLOSE, "penalised " + order);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void onlyShortSentencesTellUsFromNltk(Fixture fixture) {
    double ours = Bleu.score(fixture.counts(), BleuCounts.ORDERS, false);
    double nltk = 100 * fixture.plain().get(BleuCounts.ORDERS - 1);
    if (fixture.hasShortSentences()) {
      assertTrue(ours >= nltk, ours + " must not be below " + nltk);
    } else {
      assertEquals(nltk, ours, CLOSE);
    }
  }

  @Test
  void scoresHandComputedCases() {
    // 5 of 6 words, 3 of 5 pairs, 1 of 4 triples, no quadruple.
    BleuCounts counts =
        BleuCounts.of(
            words("the dog runs on the grass"), List.of(words("the dog runs in the grass")));
    assertEquals(List.of(5L, 3L, 1L, 0L), counts.matches());
    assertEquals(List.of(6L, 5L, 4L, 3L), counts.totals());
    assertEquals(100 * Math.sqrt(5 / 6.0 * 3 / 5.0), Bleu.score(counts, 2, false), 1e-9);
    assertEquals(0, Bleu.score(counts, 4, false));
  }

  @Test
  void punishesBrevityByTheExponential() {
    BleuCounts counts = BleuCounts.of(words("a brown dog runs"), List.of(DOG));
    assertEquals(100, Bleu.score(counts, 4, false), 1e-9);
    assertEquals(100 * Math.exp(1 - 8 / 4.0), Bleu.score(counts, 4, true), 1e-9);
  }

  @Test
  void scoresNothingForNoWords() {
    assertEquals(0, Bleu.score(BleuCounts.ZERO, 1, false));
    assertEquals(0, Bleu.score(BleuCounts.of(List.of(), List.of(DOG)), 1, true));
  }

  @Test
  void aSentenceTooShortForAnOrderAddsNothingToIt() {
    BleuCounts counts = BleuCounts.of(words("a brown dog"), List.of(DOG));
    assertEquals(List.of(3L, 2L, 1L, 0L), counts.totals());
  }

  @Test
  void takesTheShorterOfTwoEquallyCloseReferences() {
    List<String> longer = words("a dog runs over it");
    List<String> shorter = words("a dog runs");
    assertEquals(
        3, BleuCounts.of(words("a dog runs off"), List.of(longer, shorter)).referenceLength());
    assertEquals(
        3, BleuCounts.of(words("a dog runs off"), List.of(shorter, longer)).referenceLength());
  }

  @Test
  void addsCountsAndGivesThemAsNumbers() {
    BleuCounts one = BleuCounts.of(DOG, List.of(DOG));
    assertEquals(one, BleuCounts.ZERO.plus(one));
    assertEquals(one, BleuCounts.ofArray(one.toArray()));
    assertArrayEquals(new long[] {16, 14, 12, 10, 16, 14, 12, 10, 16, 16}, one.plus(one).toArray());
  }

  @Test
  void signsWhatItCounts() {
    assertEquals(
        "BLEU|refs:1-5|case:lower|tok:words without punctuation|bp:none|smooth:none|v:1",
        Bleu.signature(5, false));
    assertEquals(
        "BLEU|refs:1|case:lower|tok:words without punctuation|bp:closest|smooth:none|v:1",
        Bleu.signature(1, true));
  }

  @Test
  void refusesWhatHasNoScore() {
    assertThrows(IllegalArgumentException.class, () -> BleuCounts.of(DOG, List.of()));
    assertThrows(IllegalArgumentException.class, () -> Bleu.score(BleuCounts.ZERO, 5, true));
    assertThrows(IllegalArgumentException.class, () -> Bleu.score(BleuCounts.ZERO, 0, true));
    assertThrows(IllegalArgumentException.class, () -> Bleu.signature(0, true));
    assertThrows(IllegalArgumentException.class, () -> BleuCounts.ofArray(1, 2));
  }

  private static List<String> words(String sentence) {
    return sentence.isEmpty() ? List.of() : List.of(sentence.split(" "));
  }
}
