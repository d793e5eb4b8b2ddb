package org.dsd4j.reports.store;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * NIST's trn format, which sclite reads: a line is a sentence and then its id in parentheses,
 * {@code turn to page ten (fash-000012_an251_fash_b)}.
 *
 * <p>The id is {@code speaker-utterance}. The speaker is the last folder in the example's name,
 * {@code s} where it has none; the utterance is its position in the split, which makes it unique,
 * and its name. Letters are made small, as sclite makes no difference between ids, and whatever is
 * no letter, digit or dot becomes {@code _}. Score by {@code sclite -i rm -s -r ref.trn trn -h
 * hyp.trn trn}, with {@code -e utf-8} where words have letters beyond ASCII.
 */
public final class TrnFile {
  private static final Pattern UNSAFE = Pattern.compile("[^a-z0-9.]");
  // Alternatives, optional words, comments, empty words and ids are written with these.
  private static final Pattern SPECIAL = Pattern.compile(".*[(){}/@;*<>\\\\\\s\\p{Cc}].*");
  private static final String NO_SPEAKER = "s";

  private TrnFile() {}

  /**
   * Whether sentences can stand in such a file.
   *
   * @param sentences of a test split
   * @return whether there is one, each has exactly one reference, and no word has a character that
   *     the format uses for something else
   */
  public static boolean canHold(List<SentencePrediction> sentences) {
    return !sentences.isEmpty()
        && sentences.stream()
            .allMatch(
                sentence ->
                    sentence.references().size() == 1
                        && plain(sentence.references().get(0))
                        && plain(sentence.hypothesis()));
  }

  /**
   * What was said, as a file.
   *
   * @param sentences each with one reference
   * @return a line for each, in their order
   */
  public static String references(List<SentencePrediction> sentences) {
    return text(sentences, sentence -> sentence.references().get(0));
  }

  /**
   * What was understood, as a file.
   *
   * @param sentences in the same order
   * @return a line for each, with the ids of {@link #references}
   */
  public static String hypotheses(List<SentencePrediction> sentences) {
    return text(sentences, SentencePrediction::hypothesis);
  }

  /**
   * The id of a sentence.
   *
   * @param sentence of a test split
   * @return such as {@code fash-000012_an251_fash_b}
   */
  public static String id(SentencePrediction sentence) {
    String name = sentence.name().toLowerCase(Locale.ROOT).replace('\\', '/');
    int end = name.lastIndexOf('/');
    String folder = end < 0 ? "" : name.substring(name.lastIndexOf('/', end - 1) + 1, end);
    return String.format(
        Locale.ROOT,
        "%s-%06d_%s",
        folder.isEmpty() ? NO_SPEAKER : safe(folder),
        sentence.example(),
        safe(name.substring(end + 1)));
  }

  /** Writes the pair of files of each test set into a folder; none where they cannot be held. */
  static void writeAll(ArmPath place, List<SentencePrediction> sentences) {
    if (!canHold(sentences)) {
      return;
    }
    TreeSet<String> sets = new TreeSet<>();
    sentences.forEach(sentence -> sets.add(sentence.set()));
    for (String set : sets) {
      List<SentencePrediction> own =
          sentences.stream().filter(sentence -> sentence.set().equals(set)).toList();
      AtomicFiles.write(place.references(set), references(own));
      AtomicFiles.write(place.hypotheses(set), hypotheses(own));
    }
  }

  private static String text(
      List<SentencePrediction> sentences, Function<SentencePrediction, List<String>> words) {
    StringBuilder text = new StringBuilder();
    for (SentencePrediction sentence : sentences) {
      words.apply(sentence).forEach(word -> text.append(word).append(' '));
      text.append('(').append(id(sentence)).append(")\n");
    }
    return text.toString();
  }

  private static boolean plain(List<String> words) {
    return words.stream().noneMatch(word -> SPECIAL.matcher(word).matches());
  }

  private static String safe(String text) {
    return UNSAFE.matcher(text).replaceAll("_");
  }
}
