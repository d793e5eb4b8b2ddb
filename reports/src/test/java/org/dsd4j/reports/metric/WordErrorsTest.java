package org.dsd4j.reports.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.store.SentencePrediction;
import org.dsd4j.reports.store.TrnFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against NIST's sclite, on the files that {@code src/test/wer/wer_fixtures.py} makes. */
class WordErrorsTest {
  /** sclite prints one digit after the point. */
  private static final double PRINTED = 0.05 + 1e-9;

  record Scored(List<Long> counts, String alignment) {}

  record Sentence(
      String name, String reference, String hypothesis, Scored words, Scored characters) {
    WordAlignment byWord() {
      return WordAlignment.of(split(reference), split(hypothesis));
    }

    WordAlignment byCharacter() {
      return WordAlignment.ofCharacters(split(reference), split(hypothesis));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  record Figure(double percent, long count) {}

  record Overall(
      long reference,
      Figure errors,
      Figure correct,
      Figure substitutions,
      Figure deletions,
      Figure insertions) {}

  record Fixture(List<Sentence> sentences, Overall words, Overall characters) {
    List<SentencePrediction> predictions() {
      List<SentencePrediction> predictions = new ArrayList<>();
      for (Sentence one : sentences) {
        predictions.add(
            new SentencePrediction(
                predictions.size(),
                one.name(),
                split(one.hypothesis()),
                List.of(split(one.reference()))));
      }
      return predictions;
    }
  }

  static Fixture fixture() throws IOException {
    return RecordJson.mapper().readValue(resource("wer-fixtures.json"), Fixture.class);
  }

  static Stream<Sentence> sentences() throws IOException {
    return fixture().sentences().stream();
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void alignsAsSclite(Sentence sentence) {
    assertScored(sentence.words(), sentence.byWord());
    assertScored(sentence.characters(), sentence.byCharacter());
  }

  @Test
  void sumsAsSclite() throws IOException {
    Fixture fixture = fixture();
    assertOverall(fixture.words(), sum(fixture, Sentence::byWord));
    assertOverall(fixture.characters(), sum(fixture, Sentence::byCharacter));
  }

  @Test
  void metricsAreThoseOfSclite() throws IOException {
    Fixture fixture = fixture();
    Map<String, Double> values = SpeechMetrics.values(List.of(""), fixture.predictions());
    assertEquals(
        List.of("wer", "cer", "substitutions", "deletions", "insertions"),
        List.copyOf(values.keySet()));
    assertEquals(fixture.words().errors().percent(), values.get("wer"), PRINTED);
    assertEquals(fixture.characters().errors().percent(), values.get("cer"), PRINTED);
    assertEquals(fixture.words().substitutions().percent(), values.get("substitutions"), PRINTED);
    assertEquals(fixture.words().deletions().percent(), values.get("deletions"), PRINTED);
    assertEquals(fixture.words().insertions().percent(), values.get("insertions"), PRINTED);
  }

  @Test
  void trnFilesAreThoseThatScliteRead() throws IOException {
    List<SentencePrediction> predictions = fixture().predictions();
    assertTrue(TrnFile.canHold(predictions));
    assertEquals(text("ref.trn"), TrnFile.references(predictions));
    assertEquals(text("hyp.trn"), TrnFile.hypotheses(predictions));
  }

  @Test
  void keepsTheWordsOfEachStep() {
    assertEquals(
        List.of(
            new WordAlignment.Step(WordAlignment.Kind.INSERTION, "", "its"),
            new WordAlignment.Step(WordAlignment.Kind.SUBSTITUTION, "it's", "a"),
            new WordAlignment.Step(WordAlignment.Kind.CORRECT, "dog", "dog"),
            new WordAlignment.Step(WordAlignment.Kind.DELETION, "runs", "")),
        WordAlignment.of(split("it's dog runs"), split("its a dog")).steps());
  }

  @Test
  void aCharacterIsACodePoint() {
    assertEquals(
        new WordErrors(1, 0, 0, 2),
        WordAlignment.ofCharacters(List.of("ä\uD83D\uDC15b"), List.of("ä\uD83D\uDC08", "b"))
            .errors());
  }

  @Test
  void countsAddUpAndComeAsNumbers() {
    WordErrors one = new WordErrors(1, 2, 3, 4);
    assertEquals(7, one.words());
    assertEquals(100 * 6 / 7.0, one.rate(), 1e-12);
    assertEquals(one, WordErrors.ZERO.plus(one));
    assertEquals(one, WordErrors.ofArray(one.toArray()));
    assertArrayEquals(new long[] {2, 4, 6, 8}, one.plus(one).toArray());
  }

  @Test
  void noReferenceWordNoRate() {
    WordErrors inserted = WordAlignment.of(List.of(), split("a b")).errors();
    assertEquals(new WordErrors(0, 0, 2, 0), inserted);
    assertThrows(IllegalStateException.class, inserted::rate);
    assertThrows(IllegalArgumentException.class, () -> new WordErrors(0, -1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> WordErrors.ofArray(1, 2, 3));
  }

  private static void assertScored(Scored expected, WordAlignment ours) {
    WordErrors errors = ours.errors();
    assertEquals(
        expected.counts(),
        List.of(errors.correct(), errors.substitutions(), errors.deletions(), errors.insertions()));
    assertEquals(
        expected.alignment(),
        ours.steps().stream()
            .map(step -> step.kind().name().substring(0, 1))
            .collect(Collectors.joining()));
  }

  private static void assertOverall(Overall expected, WordErrors ours) {
    assertEquals(expected.reference(), ours.words());
    assertEquals(expected.errors().count(), ours.errors());
    assertEquals(expected.correct().count(), ours.correct());
    assertEquals(expected.substitutions().count(), ours.substitutions());
    assertEquals(expected.deletions().count(), ours.deletions());
    assertEquals(expected.insertions().count(), ours.insertions());
    assertEquals(expected.errors().percent(), ours.rate(), PRINTED);
  }

  private static WordErrors sum(Fixture fixture, Function<Sentence, WordAlignment> alignment) {
    return fixture.sentences().stream()
        .map(sentence -> alignment.apply(sentence).errors())
        .reduce(WordErrors.ZERO, WordErrors::plus);
  }

  private static List<String> split(String sentence) {
    return sentence.isEmpty() ? List.of() : List.of(sentence.split(" ", -1));
  }

  private static String text(String name) throws IOException {
    return new String(resource(name), StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = WordErrorsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
