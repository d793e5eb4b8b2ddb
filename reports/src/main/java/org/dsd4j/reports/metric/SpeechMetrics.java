package org.dsd4j.reports.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.SentencePrediction;

/**
 * The figures of a speech row, named once for records, tables and claims. A row has one test set,
 * named {@code ""}, or several, such as {@code "93"} and {@code "92"}; each metric is there once
 * for each of them.
 *
 * <p>All are rates of a corpus, in %, equal to those of NIST's sclite on the same files: the word
 * error rate ({@code wer}), 100 (S + D + I) / N over the N reference words; the character error
 * rate ({@code cer}), the same over characters, in which spaces do not count ({@link
 * WordAlignment#ofCharacters}); and the shares of {@code substitutions}, {@code deletions} and
 * {@code insertions} of words, which have no direction: a network that says less deletes more and
 * inserts less.
 */
public final class SpeechMetrics {
  /** The kinds of rates, in the order of {@link #of}. */
  enum Kind {
    WER("wer", "word error rate", true),
    CER("cer", "character error rate", true),
    SUBSTITUTIONS("substitutions", "substitutions", false),
    DELETIONS("deletions", "deletions", false),
    INSERTIONS("insertions", "insertions", false);

    private final String id;
    private final String label;
    private final boolean judges;

    Kind(String id, String label, boolean judges) {
      this.id = id;
      this.label = label;
      this.judges = judges;
    }

    boolean ofCharacters() {
      return this == CER;
    }

    double rate(WordErrors sum) {
      return switch (this) {
        case WER, CER -> sum.rate();
        case SUBSTITUTIONS -> sum.percent(sum.substitutions());
        case DELETIONS -> sum.percent(sum.deletions());
        case INSERTIONS -> sum.percent(sum.insertions());
      };
    }

    private String id(String set) {
      return set.isEmpty() ? id : id + "-" + set;
    }

    private Metric metric(String set) {
      return new Metric(
          id(set),
          set.isEmpty() ? label : label + ", " + setLabel(set),
          "%",
          judges ? Direction.LOWER_IS_BETTER : Direction.NEUTRAL);
    }
  }

  /**
   * A metric's id taken apart.
   *
   * @param kind the rate
   * @param set the test set
   */
  record Parsed(Kind kind, String set) {}

  // WSJ's sets of the Novembers of 1992 and 1993 go by their years.
  private static final Pattern YEAR = Pattern.compile("\\d{2}");

  private SpeechMetrics() {}

  /**
   * The metrics of a row.
   *
   * @param sets its test sets, the one that decides first; {@code ""} alone for one set without a
   *     name
   * @return the word error rate of each set, then the character error rates, then the others
   * @throws IllegalArgumentException if there is no set, or one stands twice
   */
  public static List<Metric> of(List<String> sets) {
    checkSets(sets);
    List<Metric> metrics = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      sets.forEach(set -> metrics.add(kind.metric(set)));
    }
    return List.copyOf(metrics);
  }

  /**
   * The values of all of them.
   *
   * @param sets as in {@link #of}
   * @param sentences of all sets, each with one reference
   * @return a value for each metric of {@link #of}, by its id, in that order
   * @throws IllegalArgumentException if a set has no reference word, a sentence is of another set,
   *     or one has several references
   */
  public static Map<String, Double> values(List<String> sets, List<SentencePrediction> sentences) {
    checkSets(sets);
    checkSentences(sets, sentences);
    Map<String, Double> values = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      for (String set : sets) {
        values.put(kind.id(set), kind.rate(sum(set, sentences, kind.ofCharacters())));
      }
    }
    return values;
  }

  /**
   * The errors of one test set.
   *
   * @param set its name
   * @param sentences of all sets; those of others are left out
   * @param ofCharacters whether characters are counted, not words
   * @return their sum
   */
  public static WordErrors sum(
      String set, List<SentencePrediction> sentences, boolean ofCharacters) {
    return sentences.stream()
        .filter(sentence -> sentence.set().equals(set))
        .map(sentence -> errors(sentence.hypothesis(), sentence.references(), ofCharacters))
        .reduce(WordErrors.ZERO, WordErrors::plus);
  }

  /**
   * The test set of a word error rate.
   *
   * @param metricId such as {@code wer-93}
   * @return {@code 93} for it, {@code ""} for {@code wer}; empty for another metric
   */
  public static Optional<String> setOfWer(String metricId) {
    return parse(metricId).filter(parsed -> parsed.kind() == Kind.WER).map(Parsed::set);
  }

  /**
   * The display name of a test set.
   *
   * @param set such as {@code 93}
   * @return such as {@code WSJ'93}; the name itself when it is no year
   */
  public static String setLabel(String set) {
    return YEAR.matcher(set).matches() ? "WSJ'" + set : set;
  }

  static Optional<Parsed> parse(String metricId) {
    for (Kind kind : Kind.values()) {
      if (metricId.equals(kind.id)) {
        return Optional.of(new Parsed(kind, ""));
      }
      if (metricId.startsWith(kind.id + "-")) {
        return Optional.of(new Parsed(kind, metricId.substring(kind.id.length() + 1)));
      }
    }
    return Optional.empty();
  }

  static WordErrors errors(
      List<String> hypothesis, List<List<String>> references, boolean ofCharacters) {
    if (references.size() != 1) {
      throw new IllegalArgumentException(
          "word errors need exactly one reference but there are "
              + references.size()
              + " for '"
              + String.join(" ", hypothesis)
              + "'");
    }
    List<String> reference = references.get(0);
    return (ofCharacters
            ? WordAlignment.ofCharacters(reference, hypothesis)
            : WordAlignment.of(reference, hypothesis))
        .errors();
  }

  private static void checkSets(List<String> sets) {
    if (sets.isEmpty() || new LinkedHashSet<>(sets).size() != sets.size()) {
      throw new IllegalArgumentException(
          "a speech row needs at least one test set, each once, but has " + sets);
    }
  }

  private static void checkSentences(List<String> sets, List<SentencePrediction> sentences) {
    Set<String> others = new TreeSet<>();
    sentences.forEach(sentence -> others.add(sentence.set()));
    sets.forEach(others::remove);
    List<String> problems = new ArrayList<>();
    if (!others.isEmpty()) {
      problems.add("sentences are of test sets " + others + " but the row has " + sets);
    }
    for (String set : sets) {
      boolean silent =
          sentences.stream()
              .filter(sentence -> sentence.set().equals(set))
              .allMatch(sentence -> sentence.references().get(0).isEmpty());
      if (silent) {
        problems.add("test set '" + set + "' has no reference word, so no error rate");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
